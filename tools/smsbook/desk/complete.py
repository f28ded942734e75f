"""Which ids may stand at a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from smsbook.desk.positions import Span
from smsbook.desk.sheet import Sheet
from smsbook.desk.words import is_word, typed_around, typed_before
from smsbook.library.library import Library, Name
from smsbook.schema.interest import Interest
from smsbook.schema.kinds import Kind
from smsbook.source.finding import Position, Route
from smsbook.standard.catalogue import catalogues, editions, load_catalogue

MOST = 200  # offered at once; what is typed next makes it fewer
_HERE = "smsbookwritesithere"
_TRIES = 4  # broken lines that are passed over
_REQUIREMENTS = (
    ("documenting", "requirements"),
    ("exclusions", "requirements"),
    ("requirements", "evidence_of"),
)


@dataclass(frozen=True)
class Offer:
    """One id that may be written, what it names, and whether it is seldom meant."""

    id: str
    title: str
    kind: str
    seldom: bool = False


@dataclass(frozen=True)
class Offers:
    """The ids that fit what was typed, which they replace; `more` says that not all are here."""

    offers: tuple[Offer, ...]
    span: Span
    more: bool


def complete(library: Library, sheet: Sheet, position: Position) -> Offers | None:
    """Return the ids that may stand at a position; None where no id belongs."""
    typed = typed_before(sheet.lines, position)
    span = typed_around(sheet.lines, position, typed)
    route, filled = _field(sheet, span)
    interest = filled.interest(route)
    if interest.refs and filled.value(route) == _HERE:
        known = _names(library, interest, filled.path)
    elif _keys(route) in _REQUIREMENTS:
        typed = typed_before(sheet.lines, position, requirement=True)
        span, known = typed_around(sheet.lines, position, typed), _requirements(library)
    else:
        return None
    fitting = [offer for offer in known if _fits(typed, offer)]
    ranked = sorted(fitting, key=lambda offer: (not _begins(typed, offer), offer.seldom, offer.id))
    return Offers(tuple(ranked[:MOST]), span, len(ranked) > MOST)


def _field(sheet: Sheet, span: Span) -> tuple[Route, Sheet]:
    """Return the route of the value at a place, in the text as it will be once something stands there.

    Lines above that break the YAML are passed over, for they are often being written too.
    """
    lines = list(sheet.lines.lines)
    index = span.start.line - 1
    before, after = lines[index][: span.start.column - 1], lines[index][span.end.column - 1 :]
    lines[index] = f"{before}{_HERE}{after}"
    for _ in range(_TRIES):
        filled = Sheet(sheet.path, "\n".join(lines), sheet.kinds, sheet.encoding)
        route = next(_routes(filled.data, ()), None)
        broken = filled.fault
        if route is not None or broken is None or not 0 < broken <= index or not lines[broken - 1]:
            return route or (), filled
        lines[broken - 1] = ""
    return (), sheet


def _routes(value: object, route: Route) -> Iterator[Route]:
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    elif isinstance(value, str) and _HERE in value:
        yield route
    for step, item in inner:
        yield from _routes(item, (*route, step))


def _keys(route: Route) -> Route:
    return tuple(step for step in route if isinstance(step, str))


def _names(library: Library, interest: Interest, path: str) -> Iterator[Offer]:
    """Yield what a reference may lead to: present ids of the kinds that the schema allows there."""
    for word, name in library.names.items():
        own = name.document is not None and not name.route and name.document.path == path
        if (
            word == name.name
            and not own
            and is_word(word)
            and ("any" in interest.refs or name.kind in interest.refs)
        ):
            yield Offer(word, name.title, kind_title(library.kinds, name), not _in_use(name))


def _in_use(name: Name) -> bool:
    return name.document is None or name.document.in_use


def _requirements(library: Library) -> Iterator[Offer]:
    shipped = [load_catalogue(edition) for edition in editions()]
    used = [catalogue.edition for catalogue in catalogues(library)]
    known = {catalogue.edition: catalogue for catalogue in (*shipped, *catalogues(library))}
    for catalogue in known.values():
        for requirement in catalogue.requirements:
            seldom = catalogue.edition not in used
            yield Offer(requirement.reference, requirement.title, "Requirement", seldom)
        for group in catalogue.groups:
            yield Offer(f"{catalogue.edition} {group.id}", group.title, "Group of requirements", True)


def kind_title(kinds: Mapping[str, Kind], name: Name) -> str:
    """Return the title of the kind of thing that a name stands for, as in «Service level agreement»."""
    kind = kinds.get(name.kind)
    return kind.title if kind else name.kind.replace("-", " ").capitalize()


def _fits(typed: str, offer: Offer) -> bool:
    wanted = typed.casefold()
    return wanted in offer.id.casefold() or wanted in offer.title.casefold()


def _begins(typed: str, offer: Offer) -> bool:
    return offer.id.casefold().startswith(typed.casefold())
