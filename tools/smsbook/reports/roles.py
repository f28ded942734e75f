"""Lists role by role: how they name a role, those who hold it, and the files that nobody can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from smsbook.library.document import Document
from smsbook.library.holdings import Holding
from smsbook.library.library import Library
from smsbook.reports.lines import Line, count
from smsbook.reports.visible import in_markdown, one_line

VACANT = "vacant: nobody holds it"
_FEW = 3  # files or documents named in one sentence


class Share(Protocol):
    """What falls to one role; without an id, to nobody."""

    @property
    def role(self) -> str:
        """The id of the role."""

    @property
    def title(self) -> str:
        """The title of the role, or nothing."""

    @property
    def holders(self) -> Sequence[Holding]:
        """The entries by which people hold it."""


def role(share: Share) -> str:
    """Name a role by its id and its title."""
    if not share.role:
        return "no role: the documents name no owner"
    return f"{share.role} ({share.title})" if share.title not in ("", share.role) else share.role


def holders(share: Share, library: Library) -> str:
    """Name the people who hold the role, each with what it is held for; empty where there is no role."""
    if not share.role:
        return ""
    about: dict[str, list[str]] = {}
    for holding in share.holders:
        about.setdefault(name(holding.person, library), []).extend(holding.about)
    people = [f"{who} for {_few(ids)}" if ids else who for who, ids in about.items()]
    return "; ".join(people) or VACANT


def name(person: str, library: Library) -> str:
    """Return the name of a person, or the id where nobody says the name."""
    found = library.names.get(person)
    return found.title if found else person


def unread(documents: Sequence[Document], library: Library, so: str) -> str:
    """Say which files cannot be read, and so what; empty where all can be."""
    if not documents:
        return ""
    which = _few([library.shown(document.path) for document in documents])
    return f"{count(len(documents), 'file')} cannot be read, {so}: {which}; `smsbook check` says why"


def in_text(share: Share, who: str) -> Iterator[Line]:
    """Yield the heading of a role for a terminal: its name, and who holds it."""
    yield [("file", one_line(role(share)))]
    if who:
        yield [("", "  "), ("" if share.holders else "warning", one_line(who))]


def as_markdown(share: Share, who: str) -> Iterator[str]:
    """Yield the heading of a role in Markdown: its name, and who holds it."""
    yield from ("", f"## {in_markdown(role(share))}")
    if who:
        yield from ("", in_markdown(who))
    yield ""


def _few(words: list[str]) -> str:
    more = f" and {len(words) - _FEW} more" if len(words) > _FEW else ""
    return f"{', '.join(words[:_FEW])}{more}"
