"""Live preview: MkDocs serves the pages, and they are rendered anew whenever the SMS changes."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from smsbook.schema.shipped import shipped
from smsbook.site.build import (
    DOCS,
    Rendered,
    configuration,
    mkdocs_command,
    mkdocs_environment,
    render_site,
)
from smsbook.source.folder import CouldNotRun, find_root

_QUIET = 0.3  # seconds without a change before pages are rendered: editors write in several steps


def serve(
    path: Path,
    address: str = "127.0.0.1:8000",
    as_of: date | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Serve the handbook until interrupted, and follow every change of the SMS and of templates.

    Raises CouldNotRun where it cannot begin; what goes wrong later is said, and the preview goes on.
    """
    rendered = render_site(path, DOCS, as_of)
    arguments = ["serve", "--quiet", "--livereload", "--dev-addr", address]
    arguments += ["--config-file", str(configuration(rendered))]
    changed = threading.Event()
    watcher = _watch(changed, [find_root(path), shipped("templates")])
    environment = mkdocs_environment(rendered.report.as_of) | {"SMSBOOK_STATE": "Preview of a working copy"}
    process = subprocess.Popen(mkdocs_command(arguments), env=environment)
    say(_state(rendered))
    say(f"the handbook is at http://{address}/ and follows your edits; Ctrl-C ends it")
    try:
        while process.poll() is None:
            if changed.wait(timeout=0.5):
                _settle(changed)
                _again(path, as_of, say)
    finally:
        watcher()
        process.terminate()
        process.wait()
    raise CouldNotRun(f"the preview ended by itself; is something else using {address}?")


def _watch(changed: threading.Event, folders: list[Path]) -> Callable[[], None]:
    """Set the event on every change below the folders; return what stops that."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in ("opened", "closed_no_write"):
                changed.set()

    observer = Observer()
    for folder in folders:
        observer.schedule(Handler(), str(folder), recursive=True)
    observer.start()

    def stop() -> None:
        observer.stop()
        observer.join()

    return stop


def _settle(changed: threading.Event) -> None:
    """Wait until nothing has changed for a moment."""
    while changed.is_set():
        changed.clear()
        changed.wait(timeout=_QUIET)


def _again(path: Path, as_of: date | None, say: Callable[[str], None]) -> None:
    try:
        say(_state(render_site(path, DOCS, as_of)))
    except CouldNotRun as error:
        say(f"smsbook: {error}")


def _state(rendered: Rendered) -> str:
    count = len(rendered.report.findings)
    findings = "no findings" if not count else f"{count} finding{'' if count == 1 else 's'}"
    pages = rendered.pages
    return f"{len(pages.written)} of {pages.total} files written, {len(pages.removed)} removed; {findings}"
