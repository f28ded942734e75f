"""Build plain data from YAML's events, with bounds, and remember where everything stands.

Every scalar stays the text that its author wrote; the schema decides later what becomes a number or a
truth value. Only an empty value is None. PyYAML's C parser delivers events one by one; the tree is
built here without recursion, because its own composer crashes the process on deep nesting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from sys import intern
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from smsbook.source import flaws
from smsbook.source.finding import Finding, Position, Route, Rule, Spot, flaw
from smsbook.source.scalars import means_other_than_text
from smsbook.source.syntax import explain

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML without its C part: the same events, ten times slower

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        def __init__(self, stream: str) -> None:
            yaml.reader.Reader.__init__(self, stream)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


MAX_DEPTH = 40
MAX_VALUES = 200_000
MAX_ALIASES = 20
MAX_REPEATED = 2_000  # values that all aliases of a file repeat together

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = {None, "!", _CORE + "str", _CORE + "int", _CORE + "float", _CORE + "bool", _CORE + "null"}
_TAGS = {MappingStartEvent: {None, "!", _CORE + "map"}, SequenceStartEvent: {None, "!", _CORE + "seq"}}
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")  # ends a line in YAML 1.1, not in 1.2, nor in most editors
_OVERFLOW = object()
_MISSING = object()


@dataclass
class Places:
    """Where the keys and the values of one file stand."""

    keys: dict[Route, Position] = field(default_factory=dict)
    values: dict[Route, Position] = field(default_factory=dict)


@dataclass
class Tree:
    """The data of one file.

    `quoted` holds (id of container, key) of quoted values that would be numbers or truth values without
    their quotes; `broken` says that the file could not be read to its end.
    """

    data: Any = None
    findings: list[Finding] = field(default_factory=list)
    quoted: set[tuple[int, str | int]] = field(default_factory=set)
    broken: bool = False


class _Stop(Exception):
    """The rest of the file is not read."""


def build(text: str, path: str, places: Places | None = None) -> Tree:
    """Build the data of one YAML text; what is wrong with it becomes findings, never an exception."""
    builder = _Builder(text, path, places)
    try:
        builder.run()
    except _Stop:
        builder.tree.broken = True
    except yaml.MarkedYAMLError as error:
        builder.tree.broken = True
        position, message, mend = explain(text, error)
        builder.report(flaws.SYNTAX_ERROR, position, message, mend)
    except yaml.reader.ReaderError:
        builder.tree.broken = True
        builder.invisible(_CONTROL.search(text), "a control character")
    return builder.tree


class _Builder:
    """Walks the events of one text and grows the tree."""

    def __init__(self, text: str, path: str, places: Places | None) -> None:
        self.tree = Tree()
        self.text = text
        self.path = path
        self.places = places
        self.parser = _Parser(text)
        self.stack: list[tuple[Any, Any, int]] = []  # (container, its pending key, values before it)
        self.container: Any = None
        self.key: Any = _MISSING
        self.key_position = Position()
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.opened: list[str | None] = []
        self.values = 0
        self.aliases = 0
        self.repeated = 0
        self.documents = 0

    def report(self, rule: Rule, position: Position, message: str, mend: str) -> None:
        self.tree.findings.append(flaw(rule, Spot(self.path, position=position), message, mend))

    def invisible(self, match: re.Match[str] | None, words: str) -> None:
        lines = re.split(r"\r\n?|\n", self.text[: match.start()] if match else "")
        self.report(
            flaws.NOT_TEXT,
            Position(len(lines), len(lines[-1]) + 1),
            f"found {words}{f' (U+{ord(match.group()):04X})' if match else ''}, expected text",
            "delete the character; it often comes along when text is copied from another program",
        )

    def run(self) -> None:
        if not self.text.isascii() and (odd := _ODD_BREAK.search(self.text)):
            self.invisible(odd, "an invisible line break that programs read differently")
            raise _Stop
        get_event = self.parser.get_event
        while True:
            event = get_event()
            kind = event.__class__
            if kind is ScalarEvent:
                self.scalar(event)
            elif kind is MappingStartEvent:
                self.open(event, {})
            elif kind is SequenceStartEvent:
                self.open(event, [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.close()
            elif kind is AliasEvent:
                self.alias(event)
            elif kind is DocumentStartEvent:
                self.document(event)
            elif kind is StreamEndEvent:
                return

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.report(
                flaws.SEVERAL_DOCUMENTS,
                _start(event),
                "found a second YAML document, expected one document a file",
                "move what follows this line into a file of its own, or delete the line `---`",
            )
            raise _Stop

    def scalar(self, event: Any) -> None:
        text: str = event.value
        plain: bool = not event.style
        if event.tag not in _SCALAR_TAGS:
            self.unknown_tag(event)
        if event.tag is not None and event.tag != "!":
            plain = event.tag != _CORE + "str"
        if self.container.__class__ is dict and self.key is _MISSING:
            self.set_key(text, plain, event)
            return
        value = None if plain and not text else text
        if not plain and means_other_than_text(text):
            self.tree.quoted.add((id(self.container), self.next_key()))
        self.put(value, event)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)

    def set_key(self, text: str, plain: bool, event: Event) -> None:
        if plain and means_other_than_text(text):
            found = f"`{text}`" if text else "nothing"
            self.report(
                flaws.NON_STRING_KEY,
                _start(event),
                f"found {found} before the colon, expected the name of a field",
                "write a word before the colon, or put it between quotes",
            )
        elif text in self.container:
            self.report(
                flaws.DUPLICATE_KEY,
                _start(event),
                f"found the key `{text}` a second time, expected each key once",
                "keep one of the two",
            )
            text = f"{text}\0{len(self.container)}"  # read on, but keep the first
        self.key = intern(text)  # the same few keys stand in every file
        if self.places is not None:
            self.key_position = _start(event)

    def next_key(self) -> str | int:
        if self.container.__class__ is list:
            return len(self.container)
        return "" if self.key is _MISSING else self.key

    def open(self, event: Any, container: Any) -> None:
        if event.tag not in _TAGS[event.__class__]:
            self.unknown_tag(event)
        if self.container.__class__ is dict and self.key is _MISSING:
            self.report(
                flaws.NON_STRING_KEY,
                _start(event),
                "found a list or a mapping where the name of a field was expected",
                "write a word before the colon; text with braces or brackets goes between quotes",
            )
            raise _Stop
        if len(self.stack) >= MAX_DEPTH:
            self.report(
                flaws.TOO_DEEP,
                _start(event),
                f"found more than {MAX_DEPTH} levels of nesting, expected fewer",
                "look for brackets that are opened and never closed",
            )
            raise _Stop
        outer, key = self.container, self.key
        self.put(container, event)
        self.stack.append((outer, key, self.values))
        self.opened.append(event.anchor)
        self.container, self.key = container, _MISSING

    def close(self) -> None:
        closed = self.container
        if closed.__class__ is dict and self.tree.findings:
            for key in [key for key in closed if "\0" in key]:
                del closed[key]
        self.container, self.key, before = self.stack.pop()
        self.key = _MISSING
        anchor = self.opened.pop()
        if anchor:
            self.anchors[anchor] = (closed, self.values - before + 1)

    def alias(self, event: Any) -> None:
        self.aliases += 1
        value, size = self.anchors.get(event.anchor, (_OVERFLOW, 0))
        self.repeated += size
        if value is _OVERFLOW and event.anchor not in self.opened:
            self.report(
                flaws.SYNTAX_ERROR,
                _start(event),
                f"found `*{event.anchor}`, which YAML takes for a reference to a part named "
                f"`&{event.anchor}`; there is none above",
                "put the text between quotes",
            )
            raise _Stop
        if value is _OVERFLOW:
            message = f"found `*{event.anchor}` inside the part it names, expected it after that part"
        elif self.aliases > MAX_ALIASES or self.repeated > MAX_REPEATED:
            message = f"found more than {MAX_ALIASES} aliases or more than {MAX_REPEATED} repeated values"
        elif self.container.__class__ is dict and self.key is _MISSING:
            message = f"found `*{event.anchor}` before a colon, expected the name of a field"
        else:
            self.values += size
            self.put(value, event)
            return
        self.report(flaws.ALIAS_ABUSE, _start(event), message, "write the text out instead of the alias")
        raise _Stop

    def put(self, value: Any, event: Event) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            self.report(
                flaws.TOO_LARGE,
                _start(event),
                f"found more than {MAX_VALUES} values in one file",
                "split the document",
            )
            raise _Stop
        container = self.container
        if self.places is not None:
            self.remember(event)
        if container.__class__ is dict:
            container[self.key] = value
            self.key = _MISSING
        elif container is None:
            self.tree.data = value
        else:
            container.append(value)

    def remember(self, event: Event) -> None:
        route = self.route()
        assert self.places is not None
        if self.container.__class__ is dict:
            self.places.keys[route] = self.key_position
        self.places.values[route] = _start(event)

    def route(self) -> Route:
        if self.container is None:
            return ()
        steps: list[str | int] = []
        for container, key, _ in self.stack[1:]:
            steps.append(key if container.__class__ is dict else len(container) - 1)
        steps.append(self.next_key())
        return tuple(steps)

    def unknown_tag(self, event: Any) -> None:
        name = str(event.tag).replace(_CORE, "!!")
        self.report(
            flaws.UNKNOWN_TAG,
            _start(event),
            f"found the tag `{name}`, expected plain data",
            "remove the tag, or put the whole value between quotes",
        )


def _start(event: Any) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1)
