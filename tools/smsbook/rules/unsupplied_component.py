"""A component names a supplier, and no agreement with that supplier is about the component.

Why it matters: What nobody has agreed with the supplier, the supplier does not have to deliver. Where no
agreement is about the component at all, `uncovered-document` mostly says so.

How to fix it: Name the component under `supports` in the OLA or UA with that supplier, or write one. If
another supplier provides it, correct `supplier`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.supplies import supplying
from smsbook.agreements.unclear import unknown
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "unsupplied-component"
_ASKED = {"internal-supplier": "ola", "external-supplier": "ua"}


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each component whose supplier is a party to none of the agreements on it."""
    if any(
        not each.readable or each.damaged(("supports",)) or each.damaged(("supplier",))
        for each in library.of_kind("ola", "ua")
    ):
        return  # a file that cannot be read may hold the agreement
    for component in library.of_kind("component"):
        name = component.get("supplier")
        supplier = library.document(name) if isinstance(name, str) else None
        if supplier is None or any(component.damaged((key,)) for key in ("supplier", "agreements")):
            continue
        agreements = supplying(library, component.id)
        parties = {library.canonical(str(each.get("supplier"))) for each in agreements}
        if supplier.id in parties or _told(library, component):
            continue
        if not any(unknown(library, each, "supplier") for each in agreements):
            yield _finding(library, component, supplier, agreements)


def _told(library: Library, component: Document) -> bool:
    """Tell whether coverage asks for an agreement already: of the kind that it looks for, there is none."""
    wanted = _ASKED.get(str(component.get("provided_by")))
    links = library.links_to(component.id)
    return wanted is not None and not any(
        link.source.kind == wanted and link.source.in_use and link.route[:1] == ("supports",)
        for link in links
    )


def _finding(
    library: Library, component: Document, supplier: Document, agreements: tuple[Document, ...]
) -> Finding:
    others = ", ".join(f"{each.id} with {each.get('supplier') or 'nobody'}" for each in agreements)
    but = f", only {others}" if others else ""
    kind = "OLA" if component.get("provided_by") == "internal-supplier" else "UA"
    if supplier.get("type") == "internal":
        kind = "OLA"
    return Finding(
        ID,
        Spot(component.path, ("supplier",)),
        f"{supplier.id} supplies `{component.id}`, and no agreement with {supplier.id} is about it{but}",
        f"name `{component.id}` under `supports` in an {kind} with {supplier.id}, or write one in "
        f"{library.shown('agreements')}/; or correct the supplier here".replace("an UA", "a UA"),
        related=tuple(Spot(each.path, ("supplier",)) for each in agreements if "supplier" in each.body),
    )
