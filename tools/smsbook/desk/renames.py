"""The rename of an id, as an editor can carry it out."""

from __future__ import annotations

from lsprotocol import types

from smsbook.desk.answers import Desk
from smsbook.desk.rename import Renaming, ready, rename
from smsbook.source.folder import CouldNotRun

_NOTHING = "there is no id here that could be renamed"


def prepare(desk: Desk, path: str, at: types.Position) -> types.PrepareRenamePlaceholder:
    """Return the id at a place and where it stands. Raises CouldNotRun where it cannot get another one."""
    meant = desk.meant(path, at)
    if meant is None:
        raise CouldNotRun(_NOTHING)
    ready(desk.folder.library(), meant)
    return types.PrepareRenamePlaceholder(desk.writer().range(path, meant.span), meant.word)


def renaming(desk: Desk, path: str, at: types.Position, new: str) -> Renaming:
    """Return what has to change for the new id. Raises CouldNotRun where it cannot be given."""
    meant = desk.meant(path, at)
    if meant is None:
        raise CouldNotRun(_NOTHING)
    texts = {known: desk.folder.present(known) for known in desk.folder.readings}
    return rename(desk.folder.library(), meant, new, texts)


def workspace_edit(
    desk: Desk, found: Renaming, versions: dict[str, int], can: types.ClientCapabilities
) -> types.WorkspaceEdit:
    """Return the edits, and the rename of the file where the editor knows how to do that."""
    writer = desk.writer()
    edits = {
        path: [types.TextEdit(writer.range(path, edit.span), edit.text) for edit in changes]
        for path, changes in sorted(found.edits.items())
    }
    able = can.workspace.workspace_edit if can.workspace else None
    if able is None or not able.document_changes:
        return types.WorkspaceEdit(changes={desk.uri(path): changes for path, changes in edits.items()})
    changes: list[types.TextDocumentEdit | types.RenameFile] = [
        types.TextDocumentEdit(
            types.OptionalVersionedTextDocumentIdentifier(desk.uri(path), versions.get(path)), list(made)
        )
        for path, made in edits.items()
    ]
    if found.moved and moves_files(can):
        old, to = found.moved
        options = types.RenameFileOptions(overwrite=False, ignore_if_exists=False)
        changes.append(types.RenameFile(desk.uri(old), desk.uri(to), options=options))
    return types.WorkspaceEdit(document_changes=list(changes))


def moves_files(can: types.ClientCapabilities) -> bool:
    """Tell whether the editor can give a file another name on request."""
    able = can.workspace.workspace_edit if can.workspace else None
    operations = able.resource_operations if able and able.document_changes else None
    return types.ResourceOperationKind.Rename in (operations or ())
