"""What an editor asks about one place in one SMS, answered in the words of its protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lsprotocol import types

from smsbook.check.manual import ALL_RULES
from smsbook.check.report import Report
from smsbook.desk import hover as words
from smsbook.desk.complete import Offer, complete, kind_title
from smsbook.desk.diagnostics import Uri, Writer
from smsbook.desk.folder import Folder
from smsbook.desk.navigate import Finder, Meant, Place, in_present, meant_at
from smsbook.desk.outline import Entry, outline, search
from smsbook.desk.positions import Span
from smsbook.desk.sheet import Sheet
from smsbook.desk.words import requirement_at
from smsbook.library.library import Library
from smsbook.reports.visible import one_line
from smsbook.source.finding import Rule

_LONGEST = 200  # characters of a title in a list
_RULES = {rule.id: rule for rule in ALL_RULES}


@dataclass
class Desk:
    """One SMS, what its last check found, and how its editor counts in files and addresses them."""

    folder: Folder
    uri: Uri
    encoding: str
    as_of: date
    report: Report | None = None
    shown: Mapping[str, list[types.Diagnostic]] = field(default_factory=dict)
    markdown: bool = True

    def sheet(self, path: str) -> Sheet:
        """Return a file as the editor shows it."""
        return Sheet(path, self.folder.present(path) or "", self.folder.kinds, self.encoding)

    def writer(self) -> Writer:
        """Return what writes places in the present texts as the editor does."""
        return Writer(self.folder.present, self.uri, self.encoding)

    def completion(self, path: str, at: types.Position) -> types.CompletionList | None:
        """Return the ids that may stand at a place."""
        sheet = self.sheet(path)
        found = complete(self.folder.latest(), sheet, sheet.lines.read(at.line, at.character))
        if found is None:
            return None
        span = self.writer().range(path, found.span)
        items = [_item(offer, rank, span) for rank, offer in enumerate(found.offers)]
        return types.CompletionList(is_incomplete=found.more, items=items)

    def hover(self, path: str, at: types.Position) -> types.Hover | None:
        """Return what is known about the thing at a place, and the manual pages of what was found there."""
        sheet = self.sheet(path)
        position = sheet.lines.read(at.line, at.character)
        library = self.folder.latest()
        pages: list[list[str]] = []
        span: Span | None = None
        meant, requirement = meant_at(library, sheet, position), requirement_at(sheet.lines, position)
        if meant is not None:
            pages, span = [words.about_name(library, meant, self.as_of)], meant.span
        elif requirement is not None:
            pages, span = words.about_requirement(self.report, *requirement[:2]), requirement[2]
        pages += [words.about_rule(rule) for rule in _found_at(at, self.shown.get(path, ()))]
        if not pages:
            return None
        render = words.markdown if self.markdown else words.plain
        kind = types.MarkupKind.Markdown if self.markdown else types.MarkupKind.PlainText
        text = ("\n\n---\n\n" if self.markdown else "\n\n").join(render(page) for page in pages)
        return types.Hover(types.MarkupContent(kind, text), self.writer().range(path, span) if span else None)

    def definition(self, path: str, at: types.Position) -> types.Location | None:
        """Return where the name that is meant at a place is given; what was just written may be new."""
        for library in (self.folder.latest, self.folder.library):
            meant = self.meant(path, at, library())
            place = Finder(library()).definition(meant.name) if meant else None
            if meant and place:
                return self._location(place, meant.name.name)
        return None

    def references(self, path: str, at: types.Position, *, declaration: bool) -> list[types.Location] | None:
        """Return every place that refers to the name that is meant at a place."""
        meant = self.meant(path, at)
        if meant is None:
            return None
        finder, writer = Finder(self.folder.library()), self.writer()
        given = finder.definition(meant.name) if declaration else None
        found = [*([given] if given else []), *finder.references(meant.name)]
        return [self._location(place, meant.name.name, writer) for place in found]

    def symbols(self, path: str) -> list[types.DocumentSymbol]:
        """Return the sections of a file and the items in them."""
        sheet, writer = self.sheet(path), self.writer()
        return [_symbol(entry, path, writer) for entry in outline(sheet)]

    def search(self, query: str) -> Iterator[types.WorkspaceSymbol]:
        """Yield what a query fits: documents, people and other things with an id."""
        library = self.folder.latest()
        finder, writer = Finder(library), self.writer()
        for name in search(library, query):
            place = finder.definition(name)
            if place is not None:
                location = self._location(place, name.name, writer)
                title = kind_title(library.kinds, name)
                label = f"{name.name}: {name.title}" if name.title != name.name else name.name
                yield types.WorkspaceSymbol(
                    location, one_line(label), types.SymbolKind.Object, container_name=title
                )

    def meant(self, path: str, at: types.Position, library: Library | None = None) -> Meant | None:
        """Return the name that is meant at a place, in a library or in the present one."""
        sheet = self.sheet(path)
        position = sheet.lines.read(at.line, at.character)
        return meant_at(library or self.folder.library(), sheet, position)

    def _location(self, place: Place, word: str, writer: Writer | None = None) -> types.Location:
        was, now = self.folder.latest().texts.get(place.path, ""), self.folder.present(place.path) or ""
        moved = in_present(place, word, was, now)
        return (writer or self.writer()).location(moved.path, moved.span)


def _item(offer: Offer, rank: int, span: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        label=offer.id,
        kind=types.CompletionItemKind.Reference,
        detail=one_line(offer.title)[:_LONGEST],
        documentation=offer.kind,
        filter_text=f"{offer.id} {offer.title[:_LONGEST]}",
        sort_text=f"{rank:04}",
        text_edit=types.TextEdit(span, offer.id),
    )


def _found_at(at: types.Position, shown: Iterable[types.Diagnostic]) -> list[Rule]:
    inside = [str(item.code) for item in shown if item.range.start <= at <= item.range.end]
    return [_RULES[rule] for rule in dict.fromkeys(inside) if rule in _RULES]


def _symbol(entry: Entry, path: str, writer: Writer) -> types.DocumentSymbol:
    named = isinstance(entry.route[-1], int) or entry.route == ("id",)
    return types.DocumentSymbol(
        name=one_line(entry.name)[:_LONGEST],
        detail=one_line(entry.detail)[:_LONGEST] or None,
        kind=types.SymbolKind.Object if named else types.SymbolKind.Namespace,
        range=writer.range(path, entry.whole),
        selection_range=writer.range(path, entry.title),
        children=[_symbol(item, path, writer) for item in entry.inner] or None,
    )
