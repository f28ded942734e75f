"""How an agreement stands on one day: whether it holds, for how long still, and when it can be ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from smsbook.agreements.lasting import unclear
from smsbook.agreements.terms import Terms, terms
from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.fields import in_word
from smsbook.source.duration import after, parse

SOON = 90  # days: so near the end, it is said

# How an agreement stands, and the words for it.
STATES = {
    "holds": "in force",
    "ending": "ends soon",
    "later": "not yet in force",
    "draft": "not approved",
    "over": "ended",
    "reversed": "ends before it begins",
    "unclear": "days cannot be read",
}

IN_FORCE = ("holds", "ending")


@dataclass(frozen=True)
class Validity:
    """An agreement and how it stands on a day: `state` is one of `STATES`, `rest` what time is left in words.

    `first` and `last` are the days between which it holds, as far as it has them. `notice_by` is the last day
    on which notice can be given before the end; `could_end` the day on which an agreement without an end
    would end, were notice given on that day.
    """

    agreement: Document
    state: str
    rest: str
    first: date | None = None
    last: date | None = None
    notice: str = ""
    notice_by: date | None = None
    could_end: date | None = None
    renewal: str = ""
    taken_from: Document | None = None

    @property
    def words(self) -> str:
        """How it stands, in two or three words."""
        return STATES[self.state]

    @property
    def more(self) -> str:
        """What `rest` says beyond `words`."""
        return self.rest.removeprefix(self.words).strip()

    @property
    def known(self) -> bool:
        """Whether its days are known."""
        return self.state not in ("reversed", "unclear")

    @property
    def open_ended(self) -> bool:
        """Whether it runs until it is ended."""
        return self.known and self.last is None


def validity(book: Book, text: Terms) -> Validity:
    """Return how an agreement stands on the day of the handbook."""
    agreement, first, last = text.document, text.first, text.last
    if unclear(text):
        reversed_ = first is not None and last is not None and last < first
        state = "reversed" if reversed_ and not agreement.damaged(("validity",)) else "unclear"
        return Validity(agreement, state, STATES[state], first, last)
    state, rest = _standing(text, book.as_of)
    notice = _text(text, "validity.notice")
    return Validity(
        agreement,
        state,
        rest,
        first,
        last,
        notice,
        before(last, notice) if last else None,
        after(book.as_of, notice) if last is None and state == "holds" else None,
        _text(text, "validity.renewal"),
        book.at(text.routes["validity"].path) if text.inherited("validity") else None,
    )


def validities(book: Book, *kinds: str) -> Mapping[str, Validity]:
    """Return how the agreements in use of these kinds stand, by path; the first to end comes first."""
    found = [validity(book, terms(book.library, document)) for document in book.of_kind(*kinds)]
    found.sort(key=lambda each: (each.last or date.max, each.first or date.min, each.agreement.path))
    return {each.agreement.path: each for each in found}


def before(day: date, duration: str) -> date | None:
    """Return the day that lies a duration before another one, or None where it is none or too long."""
    span = parse(duration)
    try:
        found = day - span if span is not None else None
    except (ValueError, OverflowError):
        return None
    return found.date() if isinstance(found, datetime) else found


def counted(days: int) -> str:
    """Return a number of days in words, as in «1 day»."""
    return "1 day" if days == 1 else f"{days} days"


def _standing(text: Terms, day: date) -> tuple[str, str]:
    """Return the state of an agreement whose days are clear, and what that means in time."""
    status = text.document.head.status
    if text.last is not None and text.last < day:
        return "over", f"ended {counted((day - text.last).days)} ago"
    if status != "approved":
        return "draft", in_word(status)
    if text.first is not None and text.first > day:
        return "later", f"begins in {counted((text.first - day).days)}"
    if text.last is None:
        return "holds", "until it is ended"
    left = (text.last - day).days
    rest = f"{counted(left)} left" if left else "ends today"
    return ("ending" if left <= SOON else "holds"), rest


def _text(text: Terms, dotted: str) -> str:
    value = text.get(dotted)
    return value if isinstance(value, str) else ""
