"""What `smsbook explain` says about editions beside one another, and about standards beside FitSM."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.standard.catalogue import Catalogue, Requirement
from smsbook.standard.crosswalk import Row, counterparts, crosswalk
from smsbook.standard.iso_20000 import Item, iso_20000

UNVERIFIED = "unverified"


def elsewhere(requirement: Requirement) -> Iterator[str]:
    """Yield what the other edition has in the place of a requirement, one sentence or two for each row."""
    other = crosswalk().other(requirement.edition)
    for row in counterparts(requirement.reference):
        note = f" {row.note}" if row.note else ""
        doubt = " This is unverified: it compares subjects, not texts." if row.unverified else ""
        yield f"In {other}: {_relation(row, requirement.reference)}.{note}{doubt}"


def doubt(requirement: Requirement) -> Iterator[str]:
    """Yield that the words of a requirement are unverified, if they are."""
    if requirement.unverified:
        yield (
            f"This entry is {UNVERIFIED}: nobody has held our words beside the text of "
            f"{requirement.edition} yet."
        )


def named(requirement: Requirement) -> str:
    """Return the title of a requirement, marked where it is unverified."""
    return f"{requirement.title} ({UNVERIFIED})" if requirement.unverified else requirement.title


def members(group: str, catalogue: Catalogue) -> list[str]:
    """Return id and title of the requirements of a group."""
    return [f"{entry.id} {named(entry)}" for entry in catalogue.requirements if entry.group == group]


def neighbours(group: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what corresponds to a group of FitSM-1: the name of a publication and what it has."""
    whole = iso_20000()
    pairing = whole.of_group(group)
    if pairing is None:
        return
    yield whole.reference_model, _numbered(pairing.processes, pairing.processes_supporting)
    yield whole.requirements, _numbered(pairing.clauses, pairing.clauses_supporting)
    yield whole.practices, list(pairing.itil)


def nearness(group: str) -> str:
    """Return how near a group is to what corresponds to it, with a note, or nothing."""
    whole = iso_20000()
    pairing = whole.of_group(group)
    if pairing is None:
        return ""
    words = f"Pairing them is our reading; it is {whole.strengths[pairing.strength]}."
    return f"{words} {pairing.note}".rstrip()


def _relation(row: Row, reference: str) -> str:
    beside = [_id(other) for other in row.beside(reference)]
    if not beside:
        return row.relation if reference in row.earlier else f"no counterpart, it is {row.relation}"
    words = f"{_and(beside)}, {row.relation}"
    if reference in row.earlier and row.together_with(reference):
        words += f" with {_and([_id(other) for other in row.together_with(reference)])}"
    if reference in row.later and row.together_with(reference):
        words += f" into {_and([_id(other) for other in row.later])}"
    return words


def _id(reference: str) -> str:
    return reference.rpartition(" ")[2]


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _numbered(own: tuple[Item, ...], supporting: tuple[Item, ...]) -> list[str]:
    return [f"{item.id} {item.name}" for item in own] + [
        f"{item.id} {item.name} (supporting)" for item in supporting
    ]
