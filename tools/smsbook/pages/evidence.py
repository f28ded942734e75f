"""What shows a requirement documented, in the order in which a reader follows it up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smsbook.coverage.state import Coverage, Result, State
from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.schema.words import place
from smsbook.source.finding import Spot
from smsbook.standard.catalogue import Group, edition_of

STATES = tuple(State)


@dataclass(frozen=True)
class Proof:
    """One document that is evidence, with the parts that are: words and line of each."""

    document: Document
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Chapter:
    """One group of requirements with the number in each state."""

    group: Group
    results: tuple[Result, ...]
    counts: tuple[tuple[State, int], ...]


def chapters(coverage: Coverage) -> Iterator[Chapter]:
    """Yield the groups of a catalogue with their requirements."""
    for group in coverage.catalogue.groups:
        results = tuple(result for result in coverage.results if result.requirement.group == group.id)
        if results:
            yield Chapter(group, results, counts(results))


def counts(results: tuple[Result, ...]) -> tuple[tuple[State, int], ...]:
    """Return how many requirements are in each state, the states that do not occur left out."""
    found = ((state, sum(result.state is state for result in results)) for state in STATES)
    return tuple((state, number) for state, number in found if number)


def own_coverage(book: Book, document: Document) -> Coverage | None:
    """Return how far a catalogue of the SMS's own is documented, if it was evaluated."""
    own = edition_of(document)
    return next((one for one in book.report.coverage if one.catalogue.edition == own), None)


def in_state(coverage: Coverage, state: str) -> list[Result]:
    """Return the requirements of a catalogue that are in a state."""
    return [result for result in coverage.results if result.state == state]


def proofs(book: Book, result: Result) -> list[Proof]:
    """Return the documents that are evidence, in the order in which they were found."""
    parts: dict[str, dict[str, int]] = {}
    documents: dict[str, Document] = {}
    for shown in result.shown:
        document = shown.document
        documents[document.path] = document
        line = book.line(Spot(document.path, shown.route))
        parts.setdefault(document.path, {}).setdefault(_words(shown.route), line)
    return [Proof(documents[path], tuple(found.items())) for path, found in parts.items()]


def interpretations(result: Result) -> list[str]:
    """Return what is our reading of the standard, each once."""
    return list(
        dict.fromkeys(item.interpretation for item in result.requirement.evidence if item.interpretation)
    )


def _words(route: tuple[str | int, ...]) -> str:
    return place(route).replace("`", "").replace(", ", " › ") if route else "the document"
