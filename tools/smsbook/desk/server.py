"""The language server: what an editor asks and tells goes to the SMS that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from smsbook import __version__
from smsbook.desk.answers import Desk
from smsbook.desk.folder import Folder
from smsbook.desk.positions import UTF_16
from smsbook.desk.seat import Seat
from smsbook.source.folder import CouldNotRun, find_root


@dataclass(frozen=True)
class Opened:
    """A file that an editor shows: its address as the editor writes it, and the number of its state."""

    seat: Seat
    path: str
    uri: str
    version: int


@dataclass(eq=False)
class Session:
    """One editor, and every SMS that it has open."""

    server: LanguageServer
    today: Callable[[], date]
    encoding: str = UTF_16
    markdown: bool = True
    seats: dict[Path, Seat] = field(default_factory=dict)
    opened: dict[str, Opened] = field(default_factory=dict)
    stopping: bool = False

    def serve(self, folders: Iterable[Path]) -> None:
        """Serve the SMS of each of these folders; one that holds none is passed over."""
        for folder in folders:
            try:
                root = find_root(folder).absolute()
            except CouldNotRun as reason:
                self.log(str(reason))
                continue
            if root not in self.seats:
                self.seats[root] = Seat(Folder(root), self, self.today)
                self.seats[root].refresh(history=True)
                self.log(f"serving the SMS in {root}")
        for item in self.server.workspace.text_documents.values():
            if item.uri not in self.opened:
                self.change(item.uri, item.source, item.version or 0)

    def leave(self, folders: Iterable[Path]) -> None:
        """Serve what lies in these folders no longer."""
        for folder in folders:
            for root in [root for root in self.seats if root.is_relative_to(folder.absolute())]:
                self.seats.pop(root).leave()
        left = [uri for uri, item in self.opened.items() if item.seat not in self.seats.values()]
        for uri in left:
            del self.opened[uri]

    def find(self, uri: str) -> tuple[Seat, str] | None:
        """Return the SMS that a file belongs to, and its path there; None for any other file."""
        name = to_fs_path(uri)
        for root in sorted(self.seats, key=lambda root: -len(root.parts)) if name else ():
            path = self.seats[root].folder.overlay.path(Path(name or ""))
            if path is not None:
                return self.seats[root], path
        return None

    def open(self, uri: str, text: str, version: int) -> None:
        """Take over a file that is shown; an SMS around it that nobody serves yet is served."""
        name = to_fs_path(uri)
        if name and self.find(uri) is None and Path(name).exists():
            self.serve([root for root in [_around(Path(name))] if root])
        self.change(uri, text, version)

    def change(self, uri: str, text: str, version: int) -> None:
        """Take over the text that is shown now."""
        found = self.find(uri)
        if found is not None:
            self.opened[uri] = Opened(*found, uri, version)
            found[0].edited(found[1], text)

    def close(self, uri: str) -> None:
        """Go back to what the disk holds of a file."""
        opened = self.opened.pop(uri, None)
        if opened is not None:
            opened.seat.closed(opened.path)

    def desk(self, seat: Seat) -> Desk:
        """Return what answers questions about an SMS."""
        return Desk(
            folder=seat.folder,
            uri=lambda path: self.uri(seat.folder.root, path),
            encoding=self.encoding,
            as_of=self.today(),
            report=seat.judged.report if seat.judged else None,
            shown=seat.shown,
            markdown=self.markdown,
        )

    def versions(self, root: Path) -> dict[str, int]:
        """Return the numbers of the states in which files of an SMS are shown."""
        return {item.path: item.version for item in self.opened.values() if item.seat.folder.root == root}

    def uri(self, root: Path, path: str) -> str:
        """Return the address of a file, as the editor writes it if it shows the file."""
        for item in list(self.opened.values()):  # a copy, because a check asks from another thread
            if item.path == path and item.seat.folder.root == root:
                return item.uri
        return str(from_fs_path(str(root / path)))

    def publish(self, root: Path, path: str, diagnostics: list[types.Diagnostic]) -> None:
        """Show these diagnostics for a file, instead of those before."""
        uri = self.uri(root, path)
        version = self.opened[uri].version if uri in self.opened else None
        self.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, version)
        )

    def log(self, message: str) -> None:
        """Tell what an editor keeps in its log."""
        self.server.window_log_message(types.LogMessageParams(types.MessageType.Info, message))


def _around(file: Path) -> Path | None:
    try:
        return find_root(file)
    except CouldNotRun:
        return None


def new_server() -> LanguageServer:
    """Return a server that takes whole texts: they are small, and nothing can go out of step."""
    return LanguageServer("smsbook", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
