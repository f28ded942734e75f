"""The editions of FitSM-1 side by side, and where the handbook tells of each requirement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smsbook.pages.book import Book
from smsbook.pages.places import anchor, coverage_page
from smsbook.standard.catalogue import Catalogue, Group, load_catalogue
from smsbook.standard.crosswalk import Row, crosswalk, reused_ids


@dataclass(frozen=True)
class Entry:
    """A requirement of one edition as a table shows it; `place` is empty where no page tells of it."""

    id: str
    title: str
    unverified: bool
    place: str


@dataclass(frozen=True)
class Comparison:
    """What became of some requirements, the earlier ones and the later ones by id and title."""

    earlier: tuple[Entry, ...]
    later: tuple[Entry, ...]
    row: Row


@dataclass(frozen=True)
class Section:
    """The comparisons about one group of requirements, with its name in the earlier edition and now."""

    group: Group
    before: str
    comparisons: tuple[Comparison, ...]


def requirement_place(book: Book, reference: str) -> str:
    """Return the place of a requirement or a group, named with its edition, or nothing where it has none."""
    edition, _, id = reference.rpartition(" ")
    return f"{coverage_page(edition)}#{anchor(id)}" if edition in _active(book) else ""


def group_place(book: Book, group: str) -> str:
    """Return the place of a group in the first edition of FitSM-1 that the settings name, or nothing."""
    known = (crosswalk().earlier, crosswalk().later)
    edition = next((edition for edition in _active(book) if edition in known), "")
    return requirement_place(book, f"{edition} {group}")


def side_by_side(book: Book) -> Iterator[Section]:
    """Yield the groups of requirements with what became of each requirement."""
    earlier, later = _catalogues()
    entries = _entries(book)
    for group in later.groups:
        rows = tuple(
            Comparison(
                tuple(entries[reference] for reference in row.earlier),
                tuple(entries[reference] for reference in row.later),
                row,
            )
            for row in crosswalk().rows
            if _group((row.earlier or row.later)[0]) == group.id
        )
        before = next((entry.title for entry in earlier.groups if entry.id == group.id), "")
        yield Section(group, before, rows)


def reused(book: Book) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs of requirements that share an id although they are about different things."""
    walk, entries = crosswalk(), _entries(book)
    for id in reused_ids():
        yield entries[f"{walk.earlier} {id}"], entries[f"{walk.later} {id}"]


def groups_of_fitsm(book: Book) -> dict[str, Entry]:
    """Return the groups of requirements by id, named as in the later edition."""
    later = _catalogues()[1]
    return {
        group.id: Entry(group.id, group.title, False, group_place(book, group.id)) for group in later.groups
    }


def _active(book: Book) -> list[str]:
    return [coverage.catalogue.edition for coverage in book.report.coverage]


def _catalogues() -> tuple[Catalogue, Catalogue]:
    walk = crosswalk()
    return load_catalogue(walk.earlier), load_catalogue(walk.later)


def _entries(book: Book) -> dict[str, Entry]:
    return {
        entry.reference: Entry(
            entry.id, entry.title, entry.unverified, requirement_place(book, entry.reference)
        )
        for catalogue in _catalogues()
        for entry in catalogue.requirements
    }


def _group(reference: str) -> str:
    return reference.rpartition(" ")[2].partition(".")[0]
