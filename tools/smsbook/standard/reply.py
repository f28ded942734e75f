"""What a process definition says to the advice of FitSM-2 for its process."""

from __future__ import annotations

from dataclasses import dataclass

from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.standard.model import Advice, advice

_NOT_FOLLOWED = "not_followed"


@dataclass(frozen=True)
class Reply:
    """The advice for one process: what its definition answers, leaves with a reason, and does not mention."""

    answered: tuple[Advice, ...]
    not_followed: tuple[Advice, ...]
    unmentioned: tuple[Advice, ...]

    @property
    def count(self) -> int:
        """How much advice there is."""
        return len(self.answered) + len(self.not_followed) + len(self.unmentioned)


def reply_of(library: Library, document: Document) -> Reply:
    """Return what a process definition replies; nothing where FitSM-2 does not know the process."""
    answered: set[str] = set()
    left: set[str] = set()
    for link in library.links_from(document):
        if "advice" in link.kinds:
            (left if link.route[0] == _NOT_FOLLOWED else answered).add(link.to)
    about = [item for item in advice() if item.process == document.id]
    return Reply(
        tuple(item for item in about if item.id in answered),
        tuple(item for item in about if item.id in left - answered),
        tuple(item for item in about if item.id not in answered | left),
    )
