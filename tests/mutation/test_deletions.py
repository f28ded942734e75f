"""Delete each document in turn: nothing stops, and what depended on the document is named."""

from __future__ import annotations

from functools import cache

from test_mutants import NAMED, TODAY, derived, gate, names, short, told

from gold import hold
from smsbook.check.locate import Locator
from smsbook.check.report import in_order
from smsbook.check.run import judge
from smsbook.library.document import Document
from smsbook.standard.model import shipped_names


def dependents(document: Document) -> set[str]:
    """Return the files in use that refer to a document, or to a name that only it defines."""
    library, shipped = gate().library, {name.name for name in shipped_names()}
    return {
        link.source.path
        for link in library.links
        if link.target is not None
        and link.target.document is document
        and link.target.name not in shipped
        and link.source is not document
        and link.source.in_use
    }


@cache
def served() -> dict[str, frozenset[str]]:
    """The requirements that rest on one document alone, by its path."""
    alone = {}
    for mutant in derived().mutants:
        edits = list(mutant.edits)
        if len(edits) == 1 and not edits[0].route:
            alone[edits[0].path] = mutant.requirements
    return alone


def test_what_depends_on_a_deleted_document_is_named() -> None:
    rows = []
    for document in gate().library.documents:
        library, shape = gate().changed({document.path: None})
        found = gate().unknown(judge(library, shape, TODAY)[0])
        assert len(in_order(Locator(library).locate(found))) == len(found)
        files = {finding.spot.path for finding in found}
        assert dependents(document) <= files, document.path
        assert served().get(document.path, frozenset()) <= names(found), document.path
        named = short(names(found))
        heading = f"serves {named}" if named else "serves no requirement alone"
        rows.append((heading, "named by others" if dependents(document) else "named by none", document.id))
    hold(told(rows), NAMED / "deleted.txt")
