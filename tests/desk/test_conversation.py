"""The whole conversation of an editor with `smsbook lsp`, over a real stream."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

from conftest import AS_OF
from smsbook.check.run import check

COMMAND = [sys.executable, "-m", "smsbook", "lsp", "--stdio", "--as-of", AS_OF]
SLA, COMPUTE = "agreements/SLA-compute.yml", "services/SVC-compute.yml"
together = pytest.mark.asyncio(loop_scope="module")
PATIENCE = 30  # seconds, for a busy machine


def new_client() -> LanguageClient:
    client = make_test_lsp_client()
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    return client


class Editor:
    """What a person does in an editor, one step a method."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.versions: dict[str, int] = {}

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode("utf-8")

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def open(self, path: str, text: str | None = None) -> None:
        self.versions[path] = 1
        shown = self.text(path) if text is None else text
        item = types.TextDocumentItem(self.uri(path), "yaml", 1, shown)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, path: str, text: str) -> None:
        self.versions[path] += 1
        file = types.VersionedTextDocumentIdentifier(self.versions[path], self.uri(path))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(file, [change]))

    def save(self, path: str, text: str) -> None:
        (self.root / path).write_bytes(text.encode("utf-8"))
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(self.file(path)))

    def close(self, path: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.file(path)))

    def file(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(path))

    def at(self, path: str, piece: str, inside: int = 0) -> types.TextDocumentPositionParams:
        """The place of a piece of a file, some characters into it, as an editor counts."""
        before = self.text(path).partition(piece)[0].replace("\r\n", "\n") + piece[:inside]
        line = before.split("\n")[-1]
        place = types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)
        return types.TextDocumentPositionParams(self.file(path), place)

    def rules(self, path: str) -> list[str]:
        return [str(item.code) for item in self.client.diagnostics.get(self.uri(path), [])]

    async def sees(self, wanted: Callable[[], bool]) -> None:
        """Wait until the findings shown are as wanted."""
        async with asyncio.timeout(PATIENCE):
            while not wanted():
                await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)


@pytest_lsp.fixture(
    scope="module", config=ClientServerConfig(server_command=COMMAND, client_factory=new_client)
)
async def client(client: LanguageClient) -> AsyncIterator[None]:
    capabilities = client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(capabilities, workspace_folders=[]))
    yield
    await client.shutdown_session()


@pytest_asyncio.fixture(loop_scope="module")
async def editor(client: LanguageClient, root: Path) -> AsyncIterator[Editor]:
    """The editor with a new SMS; the server is the same in all tests, because starting it takes longest."""
    folder = types.WorkspaceFolder(root.parent.as_uri(), "desk")
    changed(client, [folder], [])
    yield Editor(client, root)
    changed(client, [], [folder])
    client.diagnostics.clear()


def changed(
    client: LanguageClient, added: list[types.WorkspaceFolder], removed: list[types.WorkspaceFolder]
) -> None:
    event = types.WorkspaceFoldersChangeEvent(added, removed)
    client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))


@together
async def test_findings_come_while_typing_and_go_when_mended(editor: Editor) -> None:
    text = editor.text(SLA)
    editor.open(SLA)
    editor.type(SLA, text.replace("owner: ", "owner "))
    await editor.sees(lambda: editor.rules(SLA) == ["syntax-error"])
    editor.type(SLA, text.replace("CUS-skerry", "CUS-skery").replace("99 %", "lots"))
    await editor.sees(lambda: editor.rules(SLA) == ["broken-reference", "unclear-quantity"])
    item = editor.client.diagnostics[editor.uri(SLA)][0]
    assert (item.source, item.severity) == ("smsbook", types.DiagnosticSeverity.Error)
    assert (item.range.start, item.range.end) == (types.Position(11, 4), types.Position(11, 13))
    asked = types.CodeActionParams(editor.file(SLA), item.range, types.CodeActionContext([item]))
    fixes = await editor.client.text_document_code_action_async(asked)
    assert fixes is not None
    assert [fix.title for fix in fixes] == ["Write CUS-skerry"]
    editor.type(SLA, text)
    await editor.sees(lambda: not any(editor.client.diagnostics.values()))


@together
async def test_findings_of_other_files_come_too_and_an_unsaved_file_counts(editor: Editor) -> None:
    customer = "parties/CUS-skerry.yml"
    editor.open(customer)
    editor.type(customer, editor.text(customer).replace("id: CUS-skerry", "id: CUS-skarry"))
    await editor.sees(lambda: editor.rules(SLA) == ["broken-reference"])
    editor.close(customer)  # without saving: the disk counts again
    await editor.sees(lambda: not any(editor.client.diagnostics.values()))
    editor.open("services/SVC-new.yml", "kind: service\nid: SVC-compute\ntitle: Twice\nowner: SLM.owner\n")
    await editor.sees(lambda: "duplicate-id" in editor.rules("services/SVC-new.yml"))
    editor.close("services/SVC-new.yml")
    await editor.sees(lambda: not any(editor.client.diagnostics.values()))


@together
async def test_what_others_write_to_the_disk_is_seen_after_a_save(editor: Editor) -> None:
    editor.open(SLA)
    (editor.root / COMPUTE).write_text(
        editor.text(COMPUTE).replace("SLM.owner", "SLM.boss"), encoding="utf-8"
    )
    editor.save(SLA, editor.text(SLA))
    await editor.sees(lambda: editor.rules(COMPUTE) == ["broken-reference"])
    (editor.root / COMPUTE).unlink()
    event = types.FileEvent(editor.uri(COMPUTE), types.FileChangeType.Deleted)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await editor.sees(lambda: not editor.rules(COMPUTE) and "broken-reference" in editor.rules(SLA))
    place = editor.at(SLA, "SLM.owner", 2)
    shutil.rmtree(editor.root)
    editor.client.text_document_did_save(types.DidSaveTextDocumentParams(editor.file(SLA)))
    asked = types.HoverParams(place.text_document, place.position)
    async with asyncio.timeout(PATIENCE):
        while not any("cannot be read" in message.message for message in editor.client.log_messages):
            assert await editor.client.text_document_hover_async(asked) is not None


@together
async def test_questions_are_answered_although_the_file_is_broken(editor: Editor) -> None:
    client = editor.client
    editor.open(SLA)
    editor.type(SLA, editor.text(SLA).replace("review:", "review ["))
    place = editor.at(SLA, "SLM.owner", 2)
    hover = await client.text_document_hover_async(types.HoverParams(place.text_document, place.position))
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "held by max \\(Max Roe\\)" in hover.contents.value.replace("(", "\\(").replace(")", "\\)")
    offered = await client.text_document_completion_async(
        types.CompletionParams(place.text_document, place.position)
    )
    assert isinstance(offered, types.CompletionList)
    assert "SLM.owner" in [item.label for item in offered.items]
    place = editor.at(SLA, "SVC-compute,", 5)
    found = await client.text_document_definition_async(
        types.DefinitionParams(place.text_document, place.position)
    )
    assert isinstance(found, types.Location)
    assert (found.uri, found.range.start) == (editor.uri(COMPUTE), types.Position(2, 4))


@together
async def test_one_finds_ones_way(editor: Editor) -> None:
    client = editor.client
    place = editor.at(COMPUTE, "🚀 SVC-compute", 5)
    asked = types.ReferenceParams(types.ReferenceContext(True), place.text_document, place.position)
    found = await client.text_document_references_async(asked)
    assert found is not None
    assert [(item.uri.rpartition("/")[2], item.range.start.line) for item in found] == [
        ("SVC-compute.yml", 2),
        ("SLA-compute.yml", 9),
        ("SLA-compute.yml", 17),
        ("SVC-archive.yml", 7),
        ("SVC-compute-gpu.yml", 8),
    ]
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(editor.file(SLA)))
    assert symbols is not None
    assert [item.name for item in symbols] == ["SLA-compute", "review", "services", "customers", "targets"]
    names = await client.workspace_symbol_async(types.WorkspaceSymbolParams("skerry"))
    assert names is not None
    assert [item.name for item in names] == ["CUS-skerry: Skerry Ocean"]


@together
async def test_a_rename_leaves_a_clean_sms(editor: Editor) -> None:
    editor.open(COMPUTE)
    windows = editor.text(SLA).replace("\n", "\r\n")
    editor.save(SLA, windows)
    await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams(""))
    place = editor.at(COMPUTE, "🚀 SVC-compute", 5)
    asked = types.RenameParams(place.text_document, place.position, "SVC-batch")
    edit = await editor.client.text_document_rename_async(asked)
    assert edit is not None
    carry_out(edit)
    assert not (editor.root / COMPUTE).exists()
    assert "🚀 SVC-batch, unlike SVC-compute-gpu" in editor.text("services/SVC-batch.yml")
    assert editor.text(SLA) == windows.replace("[SVC-compute,", "[SVC-batch,").replace(
        "service: SVC-compute\r", "service: SVC-batch\r"
    )
    assert check(editor.root, date.fromisoformat(AS_OF)).findings == ()
    asked = types.RenameParams(place.text_document, place.position, "SVC-archive")
    with pytest.raises(JsonRpcException, match="`SVC-archive` is taken: "):
        await editor.client.text_document_rename_async(asked)


def carry_out(edit: types.WorkspaceEdit) -> None:
    """Do to the files what an editor would do."""
    assert edit.document_changes is not None
    for change in edit.document_changes:
        if isinstance(change, types.RenameFile):
            Path(change.old_uri.removeprefix("file://")).rename(change.new_uri.removeprefix("file://"))
            continue
        assert isinstance(change, types.TextDocumentEdit)
        file = Path(change.text_document.uri.removeprefix("file://"))
        lines = file.read_bytes().decode("utf-8").split("\n")
        for one in sorted(change.edits, key=lambda item: item.range.start, reverse=True):
            assert isinstance(one, types.TextEdit)
            assert one.range.start.line == one.range.end.line
            line = lines[one.range.start.line].encode("utf-16-le")
            start, end = 2 * one.range.start.character, 2 * one.range.end.character
            changed = line[:start] + one.new_text.encode("utf-16-le") + line[end:]
            lines[one.range.start.line] = changed.decode("utf-16-le")
        file.write_bytes("\n".join(lines).encode("utf-8"))


@together
async def test_other_files_are_left_alone_and_several_sms_are_served(editor: Editor, tmp_path: Path) -> None:
    client = editor.client
    outside = tmp_path / "mkdocs.yml"
    outside.write_text("owner: [SLM.owner\n", encoding="utf-8")
    item = types.TextDocumentItem(outside.as_uri(), "yaml", 1, "owner: [SLM.owner\n")
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    asked = types.HoverParams(types.TextDocumentIdentifier(outside.as_uri()), types.Position(0, 10))
    assert await client.text_document_hover_async(asked) is None
    other = tmp_path / "other/sms"
    (other / "services").mkdir(parents=True)
    (other / "sms.yml").write_text('name: Other\nstandards: ["FitSM-1:v3.0.1"]\n', encoding="utf-8")
    (other / "services/SVC-far.yml").write_text("kind: service\nid: SVC-farr\n", encoding="utf-8")
    folder = types.WorkspaceFolder((tmp_path / "other").as_uri(), "other")
    changed(client, [folder], [])
    far = (other / "services/SVC-far.yml").as_uri()
    await editor.sees(lambda: bool(client.diagnostics.get(far)))
    item = types.TextDocumentItem(far, "yaml", 1, "kind: [")
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await editor.sees(lambda: [one.code for one in client.diagnostics[far]] == ["syntax-error"])
    changed(client, [], [folder])
    await editor.sees(lambda: not client.diagnostics[far])
    changed(client, [folder], [])  # what was shown all the time counts again
    await editor.sees(lambda: [one.code for one in client.diagnostics[far]] == ["syntax-error"])
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(far)))
    await editor.sees(lambda: "syntax-error" not in [one.code for one in client.diagnostics[far]])
    changed(client, [], [folder])
    await editor.sees(lambda: not client.diagnostics[far])
    assert outside.as_uri() not in client.diagnostics
    assert any("serving the SMS in" in message.message for message in client.log_messages)


@together
async def test_characters_are_counted_as_agreed(root: Path) -> None:
    client = new_client()
    await client.start_io(*COMMAND)
    general = types.GeneralClientCapabilities(position_encodings=["utf-8", "utf-16"])
    asked = types.InitializeParams(types.ClientCapabilities(general=general), root_uri=root.as_uri())
    assert (await client.initialize_session(asked)).capabilities.position_encoding == "utf-8"
    before = len("  Computing for everybody. 🚀 ".encode())
    place = types.TextDocumentIdentifier((root / COMPUTE).as_uri()), types.Position(8, before + 3)
    found = await client.text_document_hover_async(types.HoverParams(*place))
    assert found is not None
    assert found.range is not None
    assert (found.range.start.character, found.range.end.character) == (before, before + len("SVC-compute"))
    await client.shutdown_session()
    await client.stop()


def message(content: dict[str, object]) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **content}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


@pytest.mark.parametrize(("polite", "code"), [(True, 0), (False, 1)])
def test_it_ends_by_itself_and_prints_nothing_else(root: Path, polite: bool, code: int) -> None:
    start = {"id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": root.as_uri()}}
    said = message(start) + message({"method": "initialized", "params": {}})
    said += message({"id": 2, "method": "shutdown"}) + message({"method": "exit"}) if polite else b""
    done = subprocess.run(COMMAND, input=said, capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
    rest = done.stdout
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        assert json.loads(rest[:length])["jsonrpc"] == "2.0"
        rest = rest[length:]


def test_it_ends_although_the_editor_keeps_the_stream_open(root: Path) -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        start = {"id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": root.as_uri()}}
        process.stdin.write(
            message(start) + message({"id": 2, "method": "shutdown"}) + message({"method": "exit"})
        )
        process.stdin.flush()
        assert process.wait(PATIENCE) == 0


def test_starting_other_commands_does_not_load_it() -> None:
    code = "import smsbook.cli.main, sys; print(sorted({'pygls', 'lsprotocol'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
