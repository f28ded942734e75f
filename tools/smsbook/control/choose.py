"""Find the documents and the person that a command names, and say all at once what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from smsbook.check.locate import Locator
from smsbook.check.run import load
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.reports.visible import visible
from smsbook.schema.nearest import meant
from smsbook.source.finding import Finding, Severity
from smsbook.source.folder import CouldNotRun, find_root, is_yaml


@dataclass
class Choice:
    """The documents that were named, each once, and the refusals: what stands in the way, and where."""

    library: Library
    findings: Sequence[Finding]
    root: Path
    documents: list[Document] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def refuse(self, about: str, reason: str) -> None:
        """Note what stands in the way."""
        self.refusals.append(f"{about}: {reason}")

    def stop(self, undone: str) -> None:
        """Raise CouldNotRun with all refusals, where there are any; `undone` says what did not happen."""
        if self.refusals:
            raise CouldNotRun("\n  ".join([undone, *dict.fromkeys(self.refusals)]))

    def sound(self, document: Document) -> bool:
        """Tell whether a document's file has no errors of its own; if it has, refuse it."""
        errors = [
            finding
            for finding in self.findings
            if finding.spot.path == document.path and finding.severity is Severity.ERROR
        ]
        if not errors and document.readable:
            return True
        located = sorted(Locator(self.library).locate(errors), key=lambda item: item.position)
        shown = self.library.shown(document.path)
        first = f"{shown}:{located[0].position.line}: {located[0].message}" if located else shown
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors, the first is"
        self.refuse(document.id, f"the file has {count}: {first}; mend that first, `smsbook check` helps")
        return False


def asked(path: Path, when: date, note: str, today: date) -> Choice:
    """Read the SMS at a path to choose from, and refuse a day yet to come, or a note that cannot be read."""
    root = find_root(path)
    choice = Choice(*load(root), root)
    not_later(choice, when, today)
    _clean_note(choice, note)
    return choice


def choose(choice: Choice, words: Iterable[str]) -> None:
    """Find each document by its id, a former id or the path of its file."""
    for word in words:
        document = _by_path(choice, word) if _is_path(word) else _by_id(choice, word)
        if document is not None and document not in choice.documents:
            choice.documents.append(document)


def person(choice: Choice, word: str) -> str:
    """Return the id of the person, or '' where there is none."""
    names = choice.library.names
    if word in names and names[word].kind == "person":
        return choice.library.canonical(word)
    people = [name for name, found in names.items() if found.kind == "person"]
    by_name = [name for name in people if names[name].title.casefold() == word.casefold()]
    hint = by_name or meant(word, people)
    mend = f"did you mean {' or '.join(hint)}?" if hint else "the list of people does not name them"
    choice.refuse(f"--by {word}", f"there is no person with this id; {mend}")
    return ""


def not_later(choice: Choice, when: date, today: date) -> None:
    """Refuse a day that has not come yet."""
    if when > today:
        choice.refuse(
            f"--date {when}",
            "this day is yet to come; an approval or a review is dated by the day on which it happened",
        )


def _clean_note(choice: Choice, note: str) -> None:
    """Refuse a note with characters that nobody sees and that steer a terminal."""
    if any(visible(line) != line for line in note.splitlines()):
        choice.refuse("--note", "it holds characters that nobody sees; type it anew instead of copying it")


def called(library: Library, id: str) -> str:
    """Return the name of a person or a thing, or its id where it has none."""
    return library.names[id].title if id in library.names else id


def _is_path(word: str) -> bool:
    return "/" in word or is_yaml(word)


def _by_path(choice: Choice, word: str) -> Document | None:
    file = Path(word).absolute()
    places = {Path(choice.root / item.path).absolute(): item for item in choice.library.documents}
    found = places.get(file) or places.get((choice.root / word).absolute())
    if found is None:
        choice.refuse(word, f"this is no file of a document in {choice.root}")
    return found


def _by_id(choice: Choice, word: str) -> Document | None:
    library = choice.library
    found = library.document(word)
    rivals = [item for name, *both in library.rivals if name == word for item in both]
    if rivals:
        paths = dict.fromkeys(library.shown(item.document.path) for item in rivals if item.document)
        choice.refuse(word, f"it is not clear which is meant: {' and '.join(paths)}; name the file instead")
        return None
    if found is None:
        name = library.names.get(word)
        close = meant(word, [document.id for document in library.documents])
        if name is not None and name.document is not None:
            choice.refuse(word, f"this is an entry of {name.document.id}, not a document of its own")
        elif name is not None:
            choice.refuse(word, "smsbook brings this along; it has no file in this service management system")
        else:
            mend = f"did you mean {' or '.join(close)}?" if close else "`smsbook status` lists what waits"
            choice.refuse(word, f"there is no document with this id; {mend}")
    return found
