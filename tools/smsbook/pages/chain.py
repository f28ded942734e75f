"""What a page says about the chain under an SLA: what carries it, how it is needed, and who supplies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from smsbook.agreements.steps import Stated
from smsbook.agreements.support import Group, Node
from smsbook.agreements.working import percent
from smsbook.library.document import Document
from smsbook.pages.book import Book

REQUIRED, REDUNDANT, BEST_EFFORT = "required", "redundant", "best-effort"


@dataclass(frozen=True)
class Use:
    """How a part is needed by another: `need` is one of the three words above, `words` says more."""

    by: str
    need: str
    words: str
    group: str = ""


@dataclass(frozen=True)
class Part:
    """A service or component of the chain. It stands below the first of its `uses`, as deep as `depth` says.

    `agreements` support it, `supplier` supplies it, `share` is its availability in words; each may be empty.
    """

    id: str
    kind: str
    title: str
    depth: int
    uses: tuple[Use, ...] = ()
    agreements: tuple[Document, ...] = ()
    supplier: str = ""
    share: str = ""


@dataclass(frozen=True)
class ChainOf:
    """What a page says about the chain under an SLA. Without `customers`, it holds for whoever has no other.

    `promised` and `worked_out` are availabilities of services, in words; `short` says, by id, which promises
    an agreement or a part does not carry.
    """

    sla: Document
    customers: tuple[str, ...]
    parts: tuple[Part, ...]
    promised: Mapping[str, str] = field(default_factory=dict)
    worked_out: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def roots(self) -> tuple[Part, ...]:
        """The services that the SLA is about."""
        return tuple(part for part in self.parts if part.depth == 0)


def uses(node: Node) -> Iterator[tuple[str, Use]]:
    """Yield the parts that a service or component rests on, each with how it is needed."""
    for edge in node.required:
        yield edge.below, Use(node.id, REQUIRED, "required")
    for group in node.groups:
        yield from ((id, Use(node.id, REDUNDANT, in_group(group), group.name)) for id in group.ids)
    for edge in node.best_effort:
        yield edge.below, Use(node.id, BEST_EFFORT, "best effort")


def alike(found: Iterable[Use]) -> list[tuple[str, str, list[str]]]:
    """Gather uses that say the same: the need, the words, and by what."""
    gathered: dict[tuple[str, str], list[str]] = {}
    for use in found:
        gathered.setdefault((use.need, use.words), []).append(use.by)
    return [(need, words, names) for (need, words), names in gathered.items()]


def in_group(group: Group) -> str:
    """Say how many of a group are needed, as in «1 of 2 in the group login»."""
    return f"{group.needed} of {len(group.members)}" + (f" in the group {group.name}" if group.name else "")


def suppliers_of(book: Book, part: Part) -> list[str]:
    """Return the ids of the suppliers with whom agreements about a part are made, or who supply it."""
    named = [book.body(agreement).get("supplier") for agreement in part.agreements] + [part.supplier]
    return list(dict.fromkeys(book.library.canonical(id) for id in named if isinstance(id, str) and id))


def share_in_words(stated: Stated | None) -> str:
    """Return a stated availability as people read it; nothing where none is stated."""
    return percent(stated.share) if stated else ""
