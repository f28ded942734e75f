"""Build the project's own site into build/project: `make site`.

The pages are gathered in the places that they have in the repository, so links between them lead the same way
in both. The handbook of the example is built first and stands among them, so links to it are checked as well.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir
from datetime import date
from pathlib import Path

from smsbook.site.build import build_site, mkdocs_environment, run_mkdocs
from smsbook.source.folder import CouldNotRun

PROJECT = Path(__file__).resolve().parents[1]
CONFIG = PROJECT / "docs/mkdocs.yml"
PAGES, SITE = PROJECT / "build/project-pages", PROJECT / "build/project"
HANDBOOK = "handbook"  # where the navigation has it
_BESIDE = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "sms/LICENSE.md",
    "docs/measured-values.csv",
)
_BREAK = " \\\n"  # a new line within a paragraph, as hosts of repositories read it


def gathered() -> Iterator[str]:
    """Yield what belongs on the site, by its path in the repository."""
    yield from _BESIDE
    for file in sorted((PROJECT / "docs").iterdir()):
        if file.suffix in (".md", ".png"):
            yield f"docs/{file.name}"


def gather(pages: Path) -> None:
    """Copy what belongs on the site into a folder, without the handbook."""
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(PROJECT / "templates/assets", pages / "assets")
    for path in gathered():
        target = pages / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / path, target)
        if target.suffix == ".md":
            target.write_text(target.read_text(encoding="utf-8").replace(_BREAK, "  \n"), encoding="utf-8")


def build(pages: Path, site: Path) -> None:
    """Build the site from what was gathered. Raises CouldNotRun where a link leads nowhere."""
    arguments = ["build", "--strict", "--config-file", str(CONFIG), "--site-dir", str(site)]
    run_mkdocs(arguments, mkdocs_environment(date.today()) | {"SMSBOOK_PAGES": str(pages)})


if __name__ == "__main__":
    try:
        gather(PAGES)
        with chdir(PROJECT):  # where the settings of the handbook are
            build_site(PROJECT / "sms", PAGES / HANDBOOK)
        build(PAGES, SITE)
    except CouldNotRun as error:
        sys.exit(f"make site: {error}")
    print(f"open {SITE / 'index.html'} in a browser")
