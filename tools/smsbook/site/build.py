"""From an SMS folder to a site: check, render, write, and let MkDocs do the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.history.git import read_history
from smsbook.pages.render import render
from smsbook.schema.shipped import shipped
from smsbook.site.write import Written, write
from smsbook.source.folder import CouldNotRun, find_root

CONFIG, DOCS, SITE = Path("mkdocs.yml"), Path("build/docs"), Path("build/site")
_LAST = 12  # lines of the site generator's words that are passed on


@dataclass(frozen=True)
class Rendered:
    """The pages of a handbook, written: the report they show, where they are and what changed."""

    report: Report
    out: Path
    pages: Written


@dataclass(frozen=True)
class Built:
    """A handbook built: its pages and the file to open."""

    rendered: Rendered
    index: Path

    @property
    def message(self) -> str:
        """What a person does next."""
        pages = self.rendered.pages
        return (
            f"{pages.total} files rendered, {len(pages.written)} of them changed\n"
            f"open {self.index} in a browser; for search as well, run `make serve` or `smsbook serve`"
        )


def render_site(path: Path, out: Path = DOCS, as_of: date | None = None) -> Rendered:
    """Check an SMS and write the Markdown pages of its handbook. Findings do not stop it: pages show them.

    Raises CouldNotRun where there is no SMS, or the pages cannot be written.
    """
    report = check(path, as_of or date.today())
    history = read_history(find_root(path))
    return Rendered(report, out, write(render(report, history), out))


def build_site(path: Path, out: Path = SITE, as_of: date | None = None) -> Built:
    """Render an SMS and build the site from its pages, with ./mkdocs.yml or, without one, with our own.

    Raises CouldNotRun where the site generator is missing or fails.
    """
    rendered = render_site(path, DOCS, as_of)
    config = configuration(rendered)
    arguments = [
        "build",
        "--strict",
        "--quiet",
        "--config-file",
        str(config),
        "--site-dir",
        str(out.resolve()),
    ]
    run_mkdocs(arguments, rendered)
    return Built(rendered, (out / "index.html").resolve())


def configuration(rendered: Rendered) -> Path:
    """Return ./mkdocs.yml, or one beside the pages that is made from the settings of the SMS."""
    if CONFIG.is_file():
        return CONFIG
    settings = rendered.report.library.settings
    name = str(settings.get("name") or "Service management system")
    lines = {
        "INHERIT": str(shipped("templates") / "mkdocs.yml"),
        "site_name": _plain(name),
        "copyright": _plain(str(settings.get("copyright") or "")),
        "docs_dir": str(rendered.out.resolve()),
    }
    config = rendered.out.parent / "mkdocs.yml"
    # JSON is YAML; the theme puts these words on the page as they are, so they hold no marks of HTML.
    config.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    return config


def mkdocs_command(arguments: list[str]) -> list[str]:
    """Return the command line that runs MkDocs in this Python."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def mkdocs_environment(as_of: date) -> dict[str, str]:
    """Return an environment in which MkDocs builds the same bytes on every day."""
    moment = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or str(int(moment.timestamp()))
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": epoch, "PYTHONUTF8": "1"}


def run_mkdocs(arguments: list[str], rendered: Rendered) -> None:
    """Run MkDocs to its end, or raise CouldNotRun with what it said."""
    environment = mkdocs_environment(rendered.report.as_of)
    done = subprocess.run(
        mkdocs_command(arguments),
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = (done.stdout + done.stderr).strip()
    if "No module named mkdocs" in said:
        raise CouldNotRun(
            "MkDocs is not installed beside smsbook; install it with `pip install mkdocs-material`"
        )
    if done.returncode:
        words = "\n".join(f"  {line}" for line in said.splitlines()[-_LAST:])
        raise CouldNotRun(f"MkDocs could not build the site; it said:\n{words}")


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isprintable() and char not in "<>&\"'{}")
