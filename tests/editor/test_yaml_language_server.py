"""What a process owner sees in an editor with the YAML language server: keys, values, words and mistakes."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

from smsbook.pages.render import schemas

CURSOR = "|"
HEAD = """\
# yaml-language-server: $schema=../../schemas/sla.schema.json
kind: sla
id: SLA-mail
title: Mail for the faculty
version: "0.1"
status: draft
owner: SLM.agreement-owner
"""


def new_client() -> LanguageClient:
    client = make_test_lsp_client()
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    client.feature("custom/schema/request")(lambda _: None)
    return client


@pytest_lsp.fixture(
    config=ClientServerConfig(
        server_command=[sys.executable, str(Path(__file__).with_name("server.py"))],
        client_factory=new_client,
    )
)
async def client(client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    for page in schemas():
        file = tmp_path / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.text, encoding="utf-8")
    await client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"), root_uri=tmp_path.as_uri()
        )
    )
    yield
    await client.shutdown_session()


class Editor:
    """One file, open in an editor."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.uri = (folder / "sms/agreements/SLA-mail.yml").as_uri()

    def type(self, text: str) -> types.Position:
        """Show a text and return the place of the cursor in it, which is marked by `|`."""
        before, _, after = (HEAD + text).partition(CURSOR)
        item = types.TextDocumentItem(self.uri, "yaml", 1, before + after)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        lines = before.split("\n")
        return types.Position(len(lines) - 1, len(lines[-1]))

    async def offered(self, text: str) -> dict[str, str]:
        """Return what is offered at the cursor, each with its documentation."""
        place = self.type(text)
        found = await self.client.text_document_completion_async(
            types.CompletionParams(types.TextDocumentIdentifier(self.uri), place)
        )
        items = found.items if isinstance(found, types.CompletionList) else found or []
        return {
            item.label: item.documentation.value
            if isinstance(item.documentation, types.MarkupContent)
            else item.documentation or ""
            for item in items
        }

    async def told(self, text: str) -> str:
        """Return what is told about what is below the cursor."""
        found = await self.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(self.uri), self.type(text))
        )
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def mistakes(self, text: str) -> list[tuple[int, str]]:
        """Return line and words of each mistake that is shown."""
        self.type(text)
        await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        found = self.client.diagnostics[self.uri]
        return sorted((item.range.start.line + 1, str(item.message)) for item in found)


@pytest.fixture
def editor(client: LanguageClient, tmp_path: Path) -> Editor:
    return Editor(client, tmp_path)


@pytest.mark.asyncio
async def test_keys_are_offered_with_what_belongs_there(editor: Editor) -> None:
    offered = await editor.offered("ser|\n")
    assert "When the service is promised" in offered["service_hours"]
    assert "services" in offered
    assert "frequency" not in offered


@pytest.mark.asyncio
async def test_values_are_offered(editor: Editor) -> None:
    offered = await editor.offered("targets:\n  - metric: |\n")
    assert {"availability", "response-time", "recovery-time"} <= set(offered)


@pytest.mark.asyncio
async def test_words_and_requirements_are_told(editor: Editor) -> None:
    told = await editor.told("tar|gets: []\n")
    assert "The promised values." in told
    assert "FitSM-1:v3.0.1 PR2" in told


@pytest.mark.asyncio
async def test_examples_are_told(editor: Editor) -> None:
    told = await editor.told("validity:\n  fr|om: 2026-01-01\n")
    assert "First day." in told
    assert "2026-03-31" in told


@pytest.mark.asyncio
async def test_mistakes_are_shown_where_they_are(editor: Editor) -> None:
    found = await editor.mistakes("servces: [SVC-mail]\nvalidity:\n  notice: soon\n")
    assert [line for line, _ in found] == [8, 10]
    assert "servces" in found[0][1]
    assert "such as P12M" in found[1][1]


@pytest.mark.asyncio
async def test_a_sound_file_has_none(editor: Editor) -> None:
    assert await editor.mistakes("services: [SVC-mail]\nvalidity:\n  from: 2026-01-01\n") == []
