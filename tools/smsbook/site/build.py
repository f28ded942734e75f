"""From an SMS folder to a site: check, render, write, and let MkDocs do the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.pages.render import render
from smsbook.pages.safe import plain
from smsbook.schema.shipped import shipped
from smsbook.site.publication import Publication, settings
from smsbook.site.state import state
from smsbook.site.write import Written, write
from smsbook.source.folder import CouldNotRun

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
            f"open {self.index} in a browser; for search as well, run `smsbook serve`"
        )


def render_site(path: Path, out: Path = DOCS, as_of: date | None = None) -> Rendered:
    """Check an SMS and write the Markdown pages of its handbook. Findings do not stop it: pages show them.

    Raises CouldNotRun where there is no SMS, or the pages cannot be written.
    """
    report = check(path, as_of or date.today())
    return Rendered(report, out, write(render(report, report.library.history), out))


def build_site(path: Path, out: Path = SITE, as_of: date | None = None) -> Built:
    """Render an SMS and build the site from its pages, with ./mkdocs.yml or, without one, with our own.

    Raises CouldNotRun where the site generator is missing or fails.
    """
    rendered = render_site(path, DOCS, as_of)
    environment = mkdocs_environment(rendered.report.as_of)
    environment["SMSBOOK_STATE"] = state(rendered.report.library.history)
    return _built(rendered, configuration(rendered), out, environment)


def build_version(path: Path, docs: Path, out: Path, publication: Publication) -> Built:
    """Build one of several versions of a site, so that the same commit gives the same bytes.

    Like `build_site`, but the pages go to `docs`, and a file is added beside ./mkdocs.yml.
    """
    tagged = publication.tagged
    rendered = render_site(path, docs, tagged.day)
    environment = mkdocs_environment(tagged.day) | publication.environment
    config = configuration(rendered)
    if config == CONFIG:
        # Beside theirs, because what theirs says about places is relative to its own.
        config = CONFIG.with_name(f"{docs.parent.name}.yml")
        _write_settings(
            config, settings(CONFIG, publication, environment) | {"docs_dir": str(docs.resolve())}
        )
    return _built(rendered, config, out, environment)


def _built(rendered: Rendered, config: Path, out: Path, environment: Mapping[str, str]) -> Built:
    arguments = [
        "build",
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(out.resolve()),
    ]
    run_mkdocs(arguments, environment)
    return Built(rendered, (out / "index.html").resolve())


def configuration(rendered: Rendered) -> Path:
    """Return ./mkdocs.yml, or one beside the pages that is made from the settings of the SMS."""
    if CONFIG.is_file():
        return CONFIG
    config = rendered.out.parent / CONFIG.name
    _write_settings(config, _own_settings(rendered))
    return config


def _own_settings(rendered: Rendered) -> dict[str, object]:
    said = rendered.report.library.settings
    # The theme puts these words on the page as they are, so they hold no marks of HTML.
    return {
        "INHERIT": str(shipped("templates") / CONFIG.name),
        "site_name": plain(str(said.get("name") or "Service management system")),
        "copyright": plain(str(said.get("copyright") or "")),
        "docs_dir": str(rendered.out.resolve()),
    }


def _write_settings(config: Path, lines: Mapping[str, object]) -> None:
    config.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")  # JSON is YAML


def mkdocs_command(arguments: list[str]) -> list[str]:
    """Return the command line that runs MkDocs in this Python."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def mkdocs_environment(as_of: date) -> dict[str, str]:
    """Return an environment in which MkDocs builds the same bytes on every day, and finds our theme."""
    moment = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or str(int(moment.timestamp()))
    templates = shipped("templates")
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": epoch,
        "PYTHONUTF8": "1",
        "SMSBOOK_SETTINGS": str(templates / CONFIG.name),
        "SMSBOOK_THEME": str(templates / "theme"),
    }


def run_mkdocs(arguments: list[str], environment: Mapping[str, str]) -> None:
    """Run MkDocs to its end, or raise CouldNotRun with what it said."""
    done = subprocess.run(
        mkdocs_command(arguments),
        env=dict(environment),
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
