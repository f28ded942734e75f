"""What an editor tells: that it begins and ends, and what happens to its files."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from smsbook.desk.questions import hear_questions
from smsbook.desk.server import Session

_WATCHED = "**/*.{yml,yaml}"


def listen(server: LanguageServer, session: Session) -> None:
    """Register all handlers."""
    _beginning(server, session)
    _files(server, session)
    hear_questions(server, session)


def _folders(found: list[types.WorkspaceFolder]) -> list[Path]:
    return [Path(name) for name in (to_fs_path(item.uri) for item in found) if name]


def _beginning(server: LanguageServer, session: Session) -> None:
    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        session.encoding = types.PositionEncodingKind(server.workspace.position_encoding).value
        session.markdown = _markdown(server.client_capabilities)
        folders = _folders(list(server.workspace.folders.values()))
        root = server.workspace.root_path
        session.serve(folders or ([Path(root)] if root else []))
        _watch(server)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        session.leave(_folders(list(params.event.removed)))
        session.serve(_folders(list(params.event.added)))

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        session.stopping = True


def _watch(server: LanguageServer) -> None:
    """Ask to be told of changes on the disk, if the editor can do that."""
    workspace = server.client_capabilities.workspace
    able = workspace.did_change_watched_files if workspace else None
    if able and able.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
        asked = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(types.RegistrationParams([asked]))


def _files(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        session.open(item.uri, item.text, item.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        item = params.text_document
        session.change(item.uri, server.workspace.get_text_document(item.uri).source, item.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        session.close(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        found = session.find(params.text_document.uri)
        if found is not None:
            found[0].refresh(history=True)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: types.DidChangeWatchedFilesParams) -> None:
        for seat in session.seats.values():
            seat.refresh(history=True)


def _markdown(can: types.ClientCapabilities) -> bool:
    able = can.text_document.hover if can.text_document else None
    return able is None or types.MarkupKind.Markdown in (able.content_format or [types.MarkupKind.Markdown])
