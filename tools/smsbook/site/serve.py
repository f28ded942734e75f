"""Live preview: MkDocs serves the pages, and they are rendered anew whenever the SMS changes."""

from __future__ import annotations

import subprocess
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
from smsbook.source.watching import settle, watching


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
    environment = mkdocs_environment(rendered.report.as_of) | {"SMSBOOK_STATE": "Preview of a working copy"}
    with watching([find_root(path), shipped("templates")]) as changed:
        process = subprocess.Popen(mkdocs_command(arguments), env=environment)
        try:
            say(_state(rendered))
            say(f"the handbook is at http://{address}/ and follows your edits; Ctrl-C ends it")
            while process.poll() is None:
                if changed.wait(timeout=0.5):
                    settle(changed)
                    _again(path, as_of, say)
        finally:
            process.terminate()
            process.wait()
    raise CouldNotRun(f"the preview ended by itself; is something else using {address}?")


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
