"""Measure how long an editor waits for `smsbook lsp`, over a real stream.

    python benchmarks/lsp.py [--size 1000] [--rounds 40] [--changes 10] [--pause 1]

It opens documents of a generated SMS as an editor does, asks about them, and types. Each question is asked
twice: while nothing else goes on, and right after a keystroke, when the text has to be read again while the
whole SMS is being checked. The time is that of the editor: from the message sent to the answer read.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from generate import AS_OF, write_sms
from run import BIN, machine

PATIENCE = 60
Times = dict[str, tuple[list[float], list[float]]]


class Editor:
    """An editor with one document open at a time."""

    def __init__(self, root: Path, pause: float) -> None:
        self.root = root
        self.pause = pause
        self.client = LanguageClient("benchmark", "1")
        self.shown: dict[str, list[str]] = {}
        self.told = asyncio.Event()
        self.version = 0
        self.listen()

    def listen(self) -> None:
        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = [str(item.code) for item in params.diagnostics]
            self.told.set()

        self.client.feature(types.WINDOW_LOG_MESSAGE)(lambda _: None)

    async def start(self) -> float:
        """Start the server; return the seconds until it has answered about the whole SMS."""
        start = time.perf_counter()
        await self.client.start_io(str(BIN / "smsbook"), "lsp", "--as-of", AS_OF)
        renames = [types.ResourceOperationKind.Rename]
        edits = types.WorkspaceEditClientCapabilities(document_changes=True, resource_operations=renames)
        able = types.ClientCapabilities(workspace=types.WorkspaceClientCapabilities(workspace_edit=edits))
        asked = types.InitializeParams(capabilities=able, root_uri=self.root.as_uri())
        await self.client.initialize_async(asked)
        self.client.initialized(types.InitializedParams())
        await self.client.workspace_symbol_async(types.WorkspaceSymbolParams("SLA"))
        return time.perf_counter() - start

    async def rest(self) -> None:
        """Wait until what went before is over."""
        await asyncio.sleep(self.pause)

    def show(self, file: Path) -> str:
        text = file.read_text(encoding="utf-8")
        self.version += 1
        item = types.TextDocumentItem(file.as_uri(), "yaml", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return text

    def type(self, file: Path, text: str) -> None:
        self.version += 1
        name = types.VersionedTextDocumentIdentifier(self.version, file.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))

    def close(self, file: Path) -> None:
        name = types.TextDocumentIdentifier(file.as_uri())
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(name))

    async def sees(self, file: Path, wanted: Callable[[list[str]], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not wanted(self.shown.get(file.as_uri(), [])):
                self.told.clear()
                await self.told.wait()

    async def leave(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long an editor waits for smsbook.")
    parser.add_argument("--size", type=int, default=1000, help="number of documents")
    parser.add_argument("--rounds", type=int, default=40, help="how often each question is asked")
    parser.add_argument("--changes", type=int, default=10, help="how often findings are waited for")
    parser.add_argument("--pause", type=float, default=1, help="seconds until nothing else goes on")
    chosen = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        write_sms(Path(folder) / "sms", chosen.size)
        print(asyncio.run(measured(Path(folder), chosen)))


async def measured(folder: Path, chosen: argparse.Namespace) -> str:
    editor = Editor(folder, chosen.pause)
    started = await editor.start()
    await editor.rest()
    asked = await questions(editor, chosen.rounds)
    seen = await findings(editor, chosen.changes)
    await editor.leave()
    return table(chosen.size, started, asked, seen)


async def questions(editor: Editor, rounds: int) -> Times:
    """Ask each question about another document in each round, in quiet and right after a keystroke."""
    chance = random.Random(20)
    files = sorted((editor.root / "sms/agreements").glob("SLA-*.yml"))
    times: Times = {}
    for _ in range(rounds):
        file = chance.choice(files)
        text = editor.show(file)
        owner, id = (place(text, key) for key in ("owner: ", "id: "))
        await editor.rest()
        for name, ask in asking(editor, file, owner, id).items():
            times.setdefault(name, ([], []))[0].append(await seconds(ask))
        for name, ask in asking(editor, file, owner, id).items():
            editor.type(file, text := f"{text}# typed\n")
            times[name][1].append(await seconds(ask))
            await asyncio.sleep(chance.uniform(0, 0.4 * editor.pause))
        editor.close(file)
    return times


def asking(
    editor: Editor, file: Path, owner: types.Position, id: types.Position
) -> dict[str, Callable[[], Awaitable[Any]]]:
    """Return each question, in the order of the table."""
    client, name = editor.client, types.TextDocumentIdentifier(file.as_uri())
    context = types.ReferenceContext(include_declaration=True)
    return {
        "completion of a role": lambda: client.text_document_completion_async(
            types.CompletionParams(name, owner)
        ),
        "hover over a role": lambda: client.text_document_hover_async(types.HoverParams(name, owner)),
        "go to definition": lambda: client.text_document_definition_async(types.DefinitionParams(name, id)),
        "references to a role": lambda: client.text_document_references_async(
            types.ReferenceParams(context, name, owner)
        ),
        "rename of an agreement": lambda: client.text_document_rename_async(
            types.RenameParams(name, id, "SLA-another-name")
        ),
        "symbols of a document": lambda: client.text_document_document_symbol_async(
            types.DocumentSymbolParams(name)
        ),
        "search for a document": lambda: client.workspace_symbol_async(types.WorkspaceSymbolParams("SVC")),
    }


async def findings(editor: Editor, changes: int) -> dict[str, list[float]]:
    """Type something wrong, and wait until it is shown: in the same file, and in another one."""
    seen: dict[str, list[float]] = {"in the edited file": [], "in another file": []}
    files = sorted((editor.root / "sms/agreements").glob("SLA-*.yml"))[:changes]
    for file in files:
        text = editor.show(file)
        await editor.rest()
        start = time.perf_counter()
        editor.type(file, text.replace("status: approved", "status: aproved", 1))
        await editor.sees(file, lambda shown: "value-not-allowed" in shown)
        seen["in the edited file"].append(time.perf_counter() - start)
        editor.type(file, text)
        await editor.sees(file, lambda shown: not shown)
        service = (
            editor.root / f"sms/services/{text.partition('services:')[2].split('- ', 1)[1].split()[0]}.yml"
        )
        other = editor.show(service)
        await editor.rest()
        start = time.perf_counter()
        editor.type(service, other.replace("id: SVC-", "id: SVC-x", 1))
        await editor.sees(file, lambda shown: "broken-reference" in shown)
        seen["in another file"].append(time.perf_counter() - start)
        editor.close(service)
        await editor.sees(file, lambda shown: not shown)
        editor.close(file)
    return seen


async def seconds(ask: Callable[[], Awaitable[Any]]) -> float:
    start = time.perf_counter()
    if await ask() is None:
        raise SystemExit("a question was not answered, so its time would mean nothing")
    return time.perf_counter() - start


def place(text: str, key: str) -> types.Position:
    """Return the place two characters into the value of a field."""
    line = next(number for number, line in enumerate(text.splitlines()) if line.startswith(key))
    return types.Position(line, len(key) + 2)


def table(size: int, started: float, asked: Times, seen: dict[str, list[float]]) -> str:
    lines = [
        f"\n| {size} documents | median | worst | median after a keystroke | worst |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, both in asked.items():
        figures = [figure for each in both for figure in (median(each), max(each))]
        lines.append(f"| {name} | {' | '.join(f'{1000 * figure:.0f} ms' for figure in figures)} |")
    lines += ["\n| from keystroke to finding | median | worst |", "|---|---:|---:|"]
    lines += [
        f"| {name} | {1000 * median(each):.0f} ms | {1000 * max(each):.0f} ms |"
        for name, each in seen.items()
    ]
    return "\n".join([*lines, f"\nFrom start to the first answer: {started:.1f} s"])


if __name__ == "__main__":
    main()
