"""What the page of a report shows of evaluations: charts, results by agreement, and periods before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smsbook.agreements.judging import State
from smsbook.agreements.reporting import reported
from smsbook.agreements.window import Window
from smsbook.check.results import Result
from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.evaluated import round_of, rounds, target_names
from smsbook.pages.round import Round, states
from smsbook.pages.safe import Safe, encode
from smsbook.reports.drawing import svg
from smsbook.reports.evaluation_list.charts import Tally, closest, tallies
from smsbook.reports.evaluation_list.nearest import nearest

RECENT = 12  # periods that a trend shows
_MARKS = {State.MET: "✓", State.MISSED: "×", State.NO_DATA: "–"}


@dataclass(frozen=True)
class Before:
    """How a target was kept in an earlier period."""

    period: Window
    state: State
    measured: str

    @property
    def mark(self) -> str:
        """A sign that tells the state without colour."""
        return _MARKS[self.state]


@dataclass(frozen=True)
class Kept:
    """A result with the name of its target, and how it was kept before, the earliest first."""

    name: str
    result: Result
    before: tuple[Before, ...]


@dataclass(frozen=True)
class Group:
    """The results of one agreement; `document` is None where there is no such agreement any more."""

    id: str
    document: Document | None
    words: str
    rows: tuple[Kept, ...]

    @property
    def missed(self) -> bool:
        """Whether a target of it was missed."""
        return any(row.result.state is State.MISSED for row in self.rows)

    @property
    def told_before(self) -> bool:
        """Whether earlier periods tell about a target of it."""
        return any(row.before for row in self.rows)


def groups(book: Book, rounds: Sequence[Round], at: int = 0) -> list[Group]:
    """Return the results of one of the rounds by agreement, each with the rounds before it."""
    this, earlier = rounds[at], rounds[at + 1 : at + RECENT]
    names = target_names(book, this.results)
    found = []
    for id, results in this.results.items():
        rows = tuple(
            Kept(names.get((id, each.target), each.target), each, tuple(_before(each, earlier)))
            for each in results
        )
        found.append(Group(id, book.library.document(id), _tally(id, results).words, rows))
    return found


def drawings(book: Book, rounds: Sequence[Round]) -> list[tuple[str, Safe]]:
    """Return the charts of the latest round with results, each with its title."""
    this = next((each for each in rounds if each.results), None)
    if this is None:
        return []
    names = target_names(book, this.results)
    near = nearest(this.every, lambda each: names.get((each.agreement, each.target), each.target))
    drawn = []
    if near:
        drawn.append(closest("closest", "Closest to their limit", near))
    by_agreement = [_tally(id, results) for id, results in this.results.items()]
    drawn.append(tallies("by-agreement", "Targets by agreement", by_agreement))
    told = [each for each in reversed(rounds[:RECENT]) if each.results]
    if len(told) > 1:
        periods = [_tally(each.period.in_words, each.every) for each in told]
        drawn.append(tallies("by-period", "Targets by period", periods))
    return [(each.title, Safe(svg(each, encode))) for each in drawn]


def reports_showing(book: Book, record: Document) -> list[Document]:
    """Return the report specifications that are about an agreement which a record evaluates."""
    about = {book.library.canonical(id) for id in book.body(record).get("about", ())}
    return [each for each in book.of_kind("report") if reported(book.library, each) & about]


def _tally(name: str, results: Sequence[Result]) -> Tally:
    found = list(states(results).values())
    return Tally(name, tuple((state, found.count(state)) for state in State))


def _before(result: Result, earlier: Sequence[Round]) -> Iterator[Before]:
    for each in reversed(earlier):
        same = [
            other
            for other in each.results.get(result.agreement, ())
            if (other.target, other.service) == (result.target, result.service)
        ]
        if same:
            state = next(iter(states(same).values()))
            yield Before(each.period, state, ", ".join(other.measured for other in same if other.measured))


TOOLS: dict[str, object] = {
    "drawings": drawings,
    "groups": groups,
    "reports_showing": reports_showing,
    "round_of": round_of,
    "rounds": rounds,
    "target_names": target_names,
}
