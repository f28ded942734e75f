"""What a template can ask about the page it draws."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from smsbook.agreements.hours import Hours, hours
from smsbook.library.document import Document, day
from smsbook.pages import addresses
from smsbook.pages.book import Book
from smsbook.pages.editions import group_place
from smsbook.pages.effective import effective_body, origins
from smsbook.pages.entries import Entry, entries_of
from smsbook.pages.fields import Field, field_of, in_word
from smsbook.pages.places import anchor, relative
from smsbook.pages.prose import Prose
from smsbook.pages.safe import Safe, encode
from smsbook.source.duration import in_words, parse

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HEAD = ("kind", "id", "title", "version", "status", "owner", "classification", "approval", "review")
_HEAD_TOO = ("language", "aliases", "not_applicable", "related", "summary")


class Sheet:
    """One page: its place, its document if it is about one, and how things look when seen from there."""

    def __init__(self, book: Book, path: str, title: str, document: Document | None = None) -> None:
        self.book = book
        self.path = path
        self.title = title
        self.document = document
        self.body: Mapping[str, Any] = effective_body(book, document) if document else {}
        self._origins = origins(book, document) if document else {}
        self._prose = Prose(book.lexicon, self._resolve)
        self._shown = {*_HEAD, *_HEAD_TOO}

    # --- text --------------------------------------------------------------------------------------------

    def text(self, value: str) -> Safe:
        """Return Markdown from content as one line of HTML blocks."""
        return self._prose.block(value)

    def inline(self, value: str) -> Safe:
        """Return Markdown from content as HTML; a single paragraph without its tags."""
        return self._prose.line(value)

    def plain(self, value: object) -> str:
        """Return a plain value as people read it: durations in words."""
        text = str(value)
        return in_words(text) if text.startswith("P") and parse(text) else text

    def day(self, value: date | str | None) -> str:
        """Return a day in words, such as 31 Mar 2026; what is no day is returned as it is."""
        when = day(value) if isinstance(value, str) else value
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else str(value or "")

    def late(self, value: str | None) -> bool:
        """Tell whether a day, given as text, has passed."""
        return self.book.overdue(day(value)) if value else False

    def words(self, value: object) -> str:
        """Return a word from a closed list as people write it."""
        return in_word(value)

    def all_words(self, values: Iterable[object] | None) -> str:
        """Return several words from a closed list, or nothing."""
        return ", ".join(in_word(value) for value in values or ())

    def every(self, duration: object) -> str:
        """Return how often something happens, as in «every 3 months», or nothing."""
        words = self.plain(duration) if duration else ""
        return (
            words
            and f"every {words.removeprefix('1 ').removesuffix('s') if words.startswith('1 ') else words}"
        )

    def span(self, period: Mapping[str, Any] | None) -> str:
        """Return a period with its ends, as in «from 1 Jan 2026 until 31 Dec 2027»."""
        return " ".join(f"{word} {day}" for word, day in self.ends(period))

    def ends(self, period: Mapping[str, Any] | None) -> list[tuple[str, str]]:
        """Return the ends of a period that are given: «from» and «until», each with its day."""
        ends = [(word, period.get(word)) for word in ("from", "until")] if period else []
        return [(word, self.day(end)) for word, end in ends if end]

    def counted(self, target: Mapping[str, Any]) -> str:
        """Return how a promised value is counted, as in «over 1 month, support hours»."""
        period, basis = target.get("period"), target.get("basis")
        said = [f"over {self.plain(period)}"] * bool(period) + [in_word(basis)] * bool(basis)
        return ", ".join(part.replace(" ", "\u00a0") for part in said)

    def hours(self, value: object) -> str:
        """Return hours as people read them, whether written as a text or as fields."""
        found = hours(value) if isinstance(value, dict) else value
        return found.in_words if isinstance(found, Hours) else found if isinstance(found, str) else ""

    def many(self, value: str | Iterable[str] | None) -> list[str]:
        """Return one or many or no words as a list."""
        return [value] if isinstance(value, str) else list(value or ())

    # --- links -------------------------------------------------------------------------------------------

    def to(self, target: str) -> Safe:
        """Return the address of another page, given by its path below the handbook's folder."""
        return Safe(encode(relative(self.path, target)))

    def link(self, word: str, words: str = "") -> Safe:
        """Return a link to whatever bears the name, or plain text where nothing does."""
        name = self.book.places.name(word)
        place = self.book.places.place(word)
        title = words or (name.title if name else word)
        if place is None:
            return Safe(f"<span>{encode(title)}</span>") if name else Safe(f"<code>{encode(title)}</code>")
        hint = f' title="{encode(name.name)}"' if name and not words else ""
        return Safe(f'<a href="{self.to(place)}"{hint}>{encode(title)}</a>')

    def links(self, words: Iterable[str] | None) -> Safe:
        """Return links to several names with commas between them, or nothing."""
        return Safe(", ").join(self.reference(word) for word in words or ())

    def documents(self, documents: Iterable[Document]) -> Safe:
        """Return links to several documents with commas between them, or nothing."""
        return Safe(", ").join(self.to_document(document) for document in documents)

    def requirements(self, group: str) -> Safe:
        """Return a link to a group of requirements on the page about coverage."""
        place, words = group_place(self.book, group), f"FitSM-1 {encode(group)}"
        return Safe(f'<a href="{self.to(place)}">{words}</a>' if place else f"<span>{words}</span>")

    def to_document(self, document: Document, words: str = "") -> Safe:
        """Return a link to a document, also where its id is not its own."""
        place = self.to(self.book.places.page(document))
        return Safe(f'<a href="{place}">{encode(words or document.title)}</a>')

    def role(self, role: str, process: str = "") -> Safe:
        """Return a link to a role; its process is named, except on pages about that process."""
        duties = self.book.duties
        own = process and duties.belongs(role) == process
        return self.link(role, duties.short(role) if own else duties.named(role))

    def reference(self, word: str) -> Safe:
        """Return a link to whatever a field of the document refers to."""
        name = self.book.places.name(word)
        if name is not None and name.kind == "advice":
            return Safe(f'<abbr class="sms-advice" title="{encode(name.title)}">{encode(word)}</abbr>')
        if name is None or name.kind != "role":
            return self.link(word)
        own = self.document.id if self.document and self.document.kind == "process" else ""
        return self.role(word, own)

    def said(self, word: str) -> str:
        """Return the title of whatever bears a name, or nothing."""
        name = self.book.places.name(word)
        return name.title if name else ""

    def web(self, value: str, words: str = "") -> Safe:
        """Return a link into the web or to a mail address; anything else stays text."""
        address = addresses.usable(value)
        text = encode(words or value.removeprefix("mailto:"))
        return Safe(f'<a href="{encode(address)}">{text}</a>') if address else Safe(f"<span>{text}</span>")

    def anchor(self, word: str) -> Safe:
        """Return a name in the form in which `link` refers to it."""
        return Safe(encode(anchor(word)))

    def _resolve(self, word: str) -> tuple[str, str] | None:
        name, place = self.book.places.name(word), self.book.places.place(word)
        return (relative(self.path, place), name.title) if name and place else None

    # --- the document ------------------------------------------------------------------------------------

    def field(self, key: str) -> Field | None:
        """Return one field of the document, or None where nothing is said; it counts as shown."""
        self._shown.add(key)
        kind = self.book.library.kinds.get(self.document.kind) if self.document else None
        schema = kind.at(key) if kind else None
        return field_of(key, self.get(key), schema) if schema else None

    def entries(self, key: str) -> list[Entry]:
        """Return the entries of a list of the document; it counts as shown."""
        self._shown.add(key)
        kind = self.book.library.kinds.get(self.document.kind) if self.document else None
        schema = kind.schema["properties"].get(key, {}) if kind else {}
        return entries_of(self.body.get(key, ()), schema.get("items", {}))

    def origin(self, key: str) -> Document | None:
        """Return the agreement from which a field is taken over, or None where it is not."""
        return self._origins.get(key.partition(".")[0])

    def shown(self, *keys: str) -> str:
        """Note that a template shows fields in a way of its own."""
        self._shown.update(keys)
        return ""

    def rest(self) -> Iterator[Field]:
        """Yield the fields that have not been shown yet, so that nothing is lost."""
        kind = self.book.library.kinds.get(self.document.kind) if self.document else None
        for key in kind.schema["properties"] if kind else ():
            field = self.field(key) if key not in self._shown else None
            if field:
                yield field

    def get(self, dotted: str) -> Any:
        """Return a value of the document, or None."""
        value: Any = self.body
        for step in dotted.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    # --- where it comes from -----------------------------------------------------------------------------

    def source(self, document: Document, line: int = 0, words: object = "") -> Safe:
        """Return the file of a document, linked to the repository where the settings say where that is."""
        shown = str(words) or self.book.library.shown(document.path) + (f":{line}" if line else "")
        address = addresses.view(self.book.library.settings, self.repository_path(document.path), line)
        code = f"<code>{encode(shown)}</code>"
        return Safe(f'<a href="{encode(address)}">{code}</a>' if address else code)

    def edit(self, document: Document) -> Safe:
        """Return the address at which a document is edited, or nothing."""
        return Safe(encode(addresses.edit(self.book.library.settings, self.repository_path(document.path))))

    def repository_path(self, path: str) -> str:
        """Return the path of a file below the root of the repository."""
        folder = self.book.history.folder
        return f"{folder}/{path}" if folder else path

    def slug(self, value: object) -> Safe:
        """Return a word fit for the name of a CSS class."""
        return Safe(re.sub(r"[^a-z0-9]+", "-", str(value).lower()).strip("-"))
