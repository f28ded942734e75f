"""Records of evaluations, read for the page of a report: one round for each period, the latest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from smsbook.agreements.judging import State
from smsbook.agreements.reporting import KINDS, reported
from smsbook.agreements.terms import terms
from smsbook.agreements.window import Window
from smsbook.check.results import Result
from smsbook.library.document import Document, day
from smsbook.pages.book import Book
from smsbook.pages.round import Fault, Round

TYPE, DELIVERY = "performance-evaluation", "report-delivery"


def rounds(book: Book, report: Document) -> list[Round]:
    """Return what was evaluated for a report, the latest period first; nothing where it is about others."""
    asked = reported(book.library, report)
    ids = [each.id for kind in KINDS for each in sorted(book.of_kind(kind), key=lambda each: each.id)]
    wanted = [id for id in ids if id in asked]
    agreements = [each for id in wanted if (each := book.library.document(id))]
    found: dict[Window, list[Document]] = defaultdict(list)
    for record in _records(book, TYPE, agreements):
        period = _window(book.body(record).get("period"))
        if period and record.head.status == "approved" and _about(book, record) & set(wanted):
            found[period].append(record)
    delivered = {
        _window(book.body(record).get("period")): record
        for record in reversed(_records(book, DELIVERY, [report]))
    }
    ordered = sorted(found, key=lambda each: (each.last, each.first), reverse=True)
    return [_round(book, each, found[each], wanted, delivered.get(each)) for each in ordered]


def round_of(book: Book, record: Document) -> Round | None:
    """Return what one record of an evaluation tells; None where it has no results or period."""
    period = _window(book.body(record).get("period"))
    if period is None or not book.body(record).get("results"):
        return None
    about = [book.library.canonical(id) for id in book.body(record).get("about", ())]
    found = _round(book, period, [record], about)
    return found if found.results else None


def target_names(book: Book, ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return what targets are called, by agreement and id, those taken over from others included."""
    found = {}
    for id in ids:
        document = book.library.document(id)
        for entry in terms(book.library, document).targets if document else ():
            found[id, entry.text("id") or entry.text("name")] = entry.text("name")
    return found


def _records(book: Book, type: str, about: Iterable[Document]) -> list[Document]:
    """Return the records of a type that name one of several documents, the latest first."""
    named = {record.path: record for each in about for record in book.naming(each, "record")}
    found = [record for record in named.values() if book.body(record).get("type") == type]
    return sorted(found, key=lambda each: (str(book.body(each).get("date", "")), each.id), reverse=True)


def _round(
    book: Book,
    period: Window,
    records: Sequence[Document],
    wanted: Sequence[str],
    delivered: Document | None = None,
) -> Round:
    """Put the records of a period together; of two about the same agreement the later one counts."""
    results: dict[str, tuple[Result, ...]] = {}
    about: dict[str, Document] = {}
    for record in records:
        read = defaultdict(list)
        for each in _results(book, record):
            read[each.agreement].append(each)
        for id in _about(book, record):
            if id in wanted and id not in about:
                about[id] = record
                results[id] = tuple(read[id])
    used = tuple(each for each in records if each in about.values())
    return Round(
        period,
        used,
        {id: results[id] for id in wanted if results.get(id)},
        _once(fault for record in used for fault in _faults(book, record)),
        tuple(id for id in wanted if id not in about),
        delivered,
    )


def _results(book: Book, record: Document) -> Iterator[Result]:
    for entry in book.body(record).get("results", ()):
        agreement, target, state = (entry.get(key, "") for key in ("agreement", "target", "state"))
        read = next((each for each in State if each.replace(" ", "-") == state), None)
        if agreement and target and read:
            words = {key: entry.get(key, "") for key in ("share", "measured", "how", "note", "service")}
            made = Result(book.library.canonical(agreement), target, read, entry.get("promised", ""), **words)
            yield replace(made, days=_window(entry))


def _faults(book: Book, record: Document) -> Iterator[Fault]:
    for entry in book.body(record).get("unusable", ()):
        column, problem, mend = (entry.get(key, "") for key in ("column", "problem", "mend"))
        yield Fault(int(entry.get("row", 0)), column, problem, mend, record)


def _once(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults in the order of their rows, each once."""
    found = list(faults)
    return tuple(
        sorted(
            (each for place, each in enumerate(found) if each not in found[:place]),
            key=lambda each: (each.row, each.column),
        )
    )


def _about(book: Book, record: Document) -> set[str]:
    return {book.library.canonical(id) for id in book.body(record).get("about", ())}


def _window(period: Mapping[str, Any] | None) -> Window | None:
    ends = [day(period.get(word)) for word in ("from", "until")] if period else []
    if len(ends) == 2 and ends[0] and ends[1] and ends[0] <= ends[1]:
        return Window(ends[0], ends[1])
    return None
