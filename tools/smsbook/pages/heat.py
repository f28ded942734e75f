"""Which customer has which service under which agreement on the day of the handbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smsbook.agreements.customers import agreed, customers_of
from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.validity import IN_FORCE, Validity, validities

_MOST = 1500  # cells of a grid; beyond that, each customer gets a line with its services alone
_DELIVERED = ("live", "retiring")

# How a customer stands to a service: the sign and the words for it, the best first.
STANDS = {
    "own": ("●", "own SLA"),
    "default": ("◐", "default SLA"),
    "unclear": ("?", "days cannot be read"),
    "none": ("▲", "no SLA in force"),
    "awaited": ("○", "none needed yet"),
    "foreign": ("–", "not a customer"),
}


@dataclass(frozen=True)
class Cell:
    """How a customer stands to a service: `state` is one of `STANDS`; its agreements, the longest first.

    Where none is surely in force, these are the ones that were, may be or will be.
    """

    service: Document
    state: str
    agreements: tuple[Validity, ...] = ()

    @property
    def sign(self) -> str:
        """The sign for how it stands."""
        return STANDS[self.state][0]

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return STANDS[self.state][1]

    @property
    def ending(self) -> bool:
        """Whether it is under an agreement now, but not for long."""
        return self.state in ("own", "default") and self.agreements[0].state == "ending"


@dataclass(frozen=True)
class Heat:
    """A line for each customer, with a cell for each service in `services`.

    Where that would be too many (`large`), only with cells for the services it receives.
    """

    services: tuple[Document, ...]
    rows: tuple[tuple[Document, tuple[Cell, ...]], ...]
    counts: Mapping[str, int]
    large: bool

    @property
    def any(self) -> bool:
        """Whether any customer receives any service."""
        return any(state != "foreign" for state in self.counts)


def heat(book: Book) -> Heat | None:
    """Return how all customers stand to all services made for customers, or nothing where there are none."""
    services, customers = list(_services(book)), book.of_kind("customer")
    if not services or not customers:
        return None
    received = {service.id: frozenset(customers_of(book.library, service.id)) for service in services}
    large = len(services) * len(customers) > _MOST
    found = _Found(book)
    rows = [
        (customer, tuple(_cells(book, found, customer, services, received, large))) for customer in customers
    ]
    counts = Counter(cell.state for _, cells in rows for cell in cells)
    return Heat(tuple(services), tuple(rows), counts, large)


class _Found:
    """The SLAs in use and those in force, by service and customer, and how each of them stands."""

    def __init__(self, book: Book) -> None:
        self.in_use = agreed(book.library)
        self.in_force = agreed(book.library, book.as_of)
        self.validities = validities(book, "sla")

    def of(self, pairs: Mapping[tuple[str, str], Sequence[Document]], *pair: str) -> tuple[Validity, ...]:
        """Return how the SLAs on a pair of service and customer stand, the longest first."""
        paths = {each.path for each in pairs.get((pair[0], pair[1]), ())}
        return tuple(reversed([each for path, each in self.validities.items() if path in paths]))


def _services(book: Book) -> Iterator[Document]:
    """Yield the services in use that customers know of, those delivered first."""
    for stage, services in book.services().items():
        if stage != "retired":
            yield from (each for each in services if book.body(each).get("customer_facing") is not False)


def _cells(
    book: Book,
    found: _Found,
    customer: Document,
    services: Sequence[Document],
    received: Mapping[str, frozenset[str]],
    large: bool,
) -> Iterator[Cell]:
    for service in services:
        if customer.id in received[service.id]:
            yield _cell(book, found, customer, service)
        elif not large:
            yield Cell(service, "foreign")


def _cell(book: Book, found: _Found, customer: Document, service: Document) -> Cell:
    for state, owner in (("own", customer.id), ("default", "")):
        agreements = found.of(found.in_force, service.id, owner)
        if sure := tuple(each for each in agreements if each.state in IN_FORCE):
            return Cell(service, state, sure)
        if agreements:
            return Cell(service, "unclear", agreements)
    others = (
        *found.of(found.in_use, service.id, customer.id),
        *found.of(found.in_use, service.id, ""),
    )
    delivered = book.body(service).get("lifecycle") in _DELIVERED
    return Cell(service, "none" if delivered else "awaited", others)
