"""The questions of an editor, each on a few lines; a refusal is told in words."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from smsbook.desk.answers import Desk
from smsbook.desk.fixes import fixes
from smsbook.desk.renames import moves_files, prepare, renaming, workspace_edit
from smsbook.desk.server import Session
from smsbook.desk.teller import mistake
from smsbook.source.folder import CouldNotRun

_TRIGGERS = [" ", "-", "."]
Answer = TypeVar("Answer")


def hear_questions(server: LanguageServer, session: Session) -> None:
    """Register what answers questions."""
    _about_places(server, session)
    _about_files(server, session)
    _about_renames(server, session)


def _about_places(server: LanguageServer, session: Session) -> None:
    completing = types.CompletionOptions(trigger_characters=_TRIGGERS)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, completing)
    async def completion(params: types.CompletionParams) -> types.CompletionList | None:
        place = params.position
        return await _asked(session, params.text_document, lambda desk, path: desk.completion(path, place))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        place = params.position
        return await _asked(session, params.text_document, lambda desk, path: desk.hover(path, place))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> types.Location | None:
        place = params.position
        return await _asked(session, params.text_document, lambda desk, path: desk.definition(path, place))

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location] | None:
        place, given = params.position, params.context.include_declaration

        def answer(desk: Desk, path: str) -> list[types.Location] | None:
            return desk.references(path, place, declaration=given)

        return await _asked(session, params.text_document, answer)


def _about_files(server: LanguageServer, session: Session) -> None:
    fixing = types.CodeActionOptions([types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        return await _asked(session, params.text_document, lambda desk, path: desk.symbols(path))

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, fixing)
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        found = params.context.diagnostics
        return await _asked(session, params.text_document, lambda desk, path: fixes(desk, path, found))

    @server.feature(types.WORKSPACE_SYMBOL)
    async def search(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        for seat in session.seats.values():
            await seat.ready.wait()
        return [item for seat in session.seats.values() for item in session.desk(seat).search(params.query)]


def _about_renames(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def preparing(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        place = params.position
        return await _asked(session, params.text_document, lambda desk, path: prepare(desk, path, place))

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        can = server.client_capabilities

        def answer(desk: Desk, path: str) -> types.WorkspaceEdit:
            found = renaming(desk, path, params.position, params.new_name)
            if found.moved and not moves_files(can):
                old, new = (name.rpartition("/")[2] for name in found.moved)
                message = f"rename the file {old} to {new} yourself: your editor does not let smsbook do it"
                server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))
            return workspace_edit(desk, found, session.versions(desk.folder.root), can)

        return await _asked(session, params.text_document, answer)


async def _asked(
    session: Session, file: types.TextDocumentIdentifier, answer: Callable[[Desk, str], Answer]
) -> Answer | None:
    """Answer a question about a file of an SMS, once that has been read."""
    found = session.find(file.uri)
    if found is None:
        return None
    seat, path = found
    await seat.ready.wait()
    try:
        return answer(session.desk(seat), path)
    except CouldNotRun as reason:
        raise JsonRpcException(str(reason), code=types.LSPErrorCodes.RequestFailed) from reason
    except Exception as error:
        if os.environ.get("SMSBOOK_TRACEBACK"):
            raise
        message = mistake(error)
        session.log(message)
        raise JsonRpcException(message, code=types.ErrorCodes.InternalError) from error
