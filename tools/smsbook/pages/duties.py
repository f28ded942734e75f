"""Who does what: roles, the people who hold them, and their part in the activities of processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smsbook.coverage.facts import Facts
from smsbook.library.document import Document
from smsbook.library.holdings import Holding, Standing
from smsbook.standard.model import Role, processes, roles

PARTS = {"accountable": "A", "responsible": "R", "consulted": "C", "informed": "I"}
_SHORT = {"owner": "Process owner", "manager": "Process manager", "staff": "Process staff"}


@dataclass(frozen=True)
class Part:
    """The part that a role has in one activity; `letters` are some of ARCI."""

    process: Document
    activity: str
    anchor: str
    letters: str


class Duties:
    """Roles in the order in which readers look for them, with their holders and their activities."""

    def __init__(self, facts: Facts, body: Callable[[Document], Mapping[str, Any]]) -> None:
        self._facts = facts
        self._body = body
        self._current = {
            role: held
            for role, entries in facts.holdings.items()
            if (held := [item for item in entries if item.standing(facts.as_of) is Standing.CURRENT])
        }
        self.shipped = {role.id: role for role in roles()}
        self.parts: dict[str, list[Part]] = defaultdict(list)
        for process in self.processes():
            for index, activity in enumerate(body(process).get("activities", ())):
                for role, letters in self.row(activity).items():
                    place = activity_anchor(activity, index)
                    self.parts[role].append(Part(process, activity.get("name", ""), place, letters))
        self._order = {id: number for number, id in enumerate(self._ordered())}

    def processes(self) -> list[Document]:
        """Return the process definitions, FitSM's in its order, then others."""
        order = {process.id: number for number, process in enumerate(processes())}
        found = self._facts.library.of_kind("process")
        return sorted(found, key=lambda process: (order.get(process.id, 99), process.id))

    def row(self, activity: Mapping[str, Any]) -> dict[str, str]:
        """Return the letters of every role that has a part in an activity."""
        letters: dict[str, str] = defaultdict(str)
        for field, letter in PARTS.items():
            named = activity.get(field, ())
            for role in [named] if isinstance(named, str) else named:
                letters[self._facts.library.canonical(role)] += letter
        return letters

    def in_order(self, ids: Mapping[str, Any] | set[str]) -> list[str]:
        """Sort role ids: the management system first, then by process, then local roles."""
        return sorted(ids, key=lambda id: (self._order.get(id, 999), id))

    def roles_of(self, process: Document) -> list[str]:
        """Return the roles with a part in a process, its own first."""
        ids = {role for role in self.parts if any(part.process is process for part in self.parts[role])}
        return sorted(self.in_order(ids), key=lambda id: self.belongs(id) != process.id)

    def letters(self, role: str, process: Document) -> str:
        """Return what a role does in any activity of a process, as some of ARCI."""
        found = {letter for part in self.parts[role] if part.process is process for letter in part.letters}
        return "".join(letter for letter in PARTS.values() if letter in found)

    def held(self, role: str, about: str = "") -> list[Holding]:
        """Return the entries by which a role is held on the day; about a document, or in general."""
        entries = self._current.get(self._facts.library.canonical(role), [])
        return [entry for entry in entries if not about or not entry.about or about in entry.about]

    def matrix(self) -> list[tuple[str, list[Holding]]]:
        """Return every role that is held, in order, with the entries by which it is."""
        return [(role, self._current[role]) for role in self.in_order(set(self._current))]

    def of_person(self, person: str) -> list[Holding]:
        """Return the entries by which a person holds roles on the day."""
        return [
            entry
            for role in self.in_order(set(self._current))
            for entry in self._current[role]
            if entry.person == person
        ]

    def entry(self, holding: Holding) -> Mapping[str, Any]:
        """Return the whole entry of the assignments: since, until, deputy, handover."""
        entries = self._body(holding.document).get("assignments", ())
        index = holding.route[-1]
        entry: Mapping[str, Any] = entries[index] if isinstance(index, int) and index < len(entries) else {}
        return entry

    def title(self, role: str) -> str:
        """Return the full title of a role."""
        name = self._facts.library.names.get(role)
        return name.title if name else role

    def short(self, role: str) -> str:
        """Return the title without the process it belongs to, which stands beside it."""
        known = self.shipped.get(self._facts.library.canonical(role))
        return _SHORT.get(known.kind, known.title) if known else self.title(role)

    def named(self, role: str) -> str:
        """Return a short title that says the process too, such as «ISM process owner»."""
        known = self.shipped.get(self._facts.library.canonical(role))
        if known is None or known.kind not in _SHORT:
            return known.title if known else self.title(role)
        return f"{known.process} {_SHORT[known.kind].lower()}"

    def belongs(self, role: str) -> str:
        """Return the process a role belongs to, or nothing."""
        known = self.shipped.get(role)
        document = self._facts.library.document(role)
        if document is not None and document.kind == "role":
            return str(self._body(document).get("process", ""))
        return known.process if known else ""

    def local(self) -> list[Document]:
        """Return the roles that this SMS adds."""
        return list(self._facts.library.of_kind("role"))

    def fitsm(self, process: str) -> list[Role]:
        """Return the roles that FitSM brings along for a process, or with '' for the SMS as a whole."""
        return [role for role in self.shipped.values() if role.process == process]

    def _ordered(self) -> Iterator[str]:
        for process in ("", *(process.id for process in processes())):
            yield from (role.id for role in self.fitsm(process))
        yield from (document.id for document in self.local())


def activity_anchor(activity: Mapping[str, Any], index: int) -> str:
    """Return the anchor of an activity on the page of its process."""
    return f"activity-{activity.get('id') or index + 1}"
