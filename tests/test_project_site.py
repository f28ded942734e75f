"""The project's own site: every page is on it, every link leads somewhere, nothing comes from elsewhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from conftest import PROJECT
from smsbook.source.folder import CouldNotRun

FOREIGN = re.compile(
    r"""<(?:script|img|iframe|source|link(?![^>]*rel="?canonical))\b[^>]*(?:src|href)="?(?:https?:)?//[^\s>]*"""
)


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """What `make site` runs."""
    sys.path.insert(0, str(PROJECT / "docs"))
    import build_site

    return build_site


def _gather(builder: ModuleType, folder: Path) -> Path:
    """Gather the pages, with a stand-in for the handbook of the example, which takes long to build."""
    pages = folder / "pages"
    builder.gather(pages)
    (pages / "handbook").mkdir()
    (pages / "handbook/index.html").write_text("<p>The handbook.</p>")
    return pages


@pytest.fixture(scope="module")
def site(builder: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once."""
    folder = tmp_path_factory.mktemp("project")
    builder.build(_gather(builder, folder), folder / "site")
    return folder / "site"


def test_each_page_of_the_documentation_is_on_the_site(site: Path) -> None:
    for file in (PROJECT / "docs").glob("*.md"):
        name = "index" if file.stem == "README" else file.stem
        text = (site / f"docs/{name}.html").read_text(encoding="utf-8")
        title = re.search(r"^# (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert title is not None
        assert re.search(rf"<h1[^>]*>{re.escape(title[1])}<", text)
    assert '<a href="docs/pipeline.html"' in (site / "index.html").read_text(encoding="utf-8")
    assert "../handbook/index.html" in (site / "docs/commands.html").read_text(encoding="utf-8")


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    pages = [*site.rglob("*.html")]
    assert len(pages) > 10
    assert [found for page in pages for found in FOREIGN.findall(page.read_text(encoding="utf-8"))] == []
    styles = "".join(file.read_text(encoding="utf-8") for file in site.rglob("*.css"))
    assert re.findall(r"url\([\"']?(?:https?:)?//[^)]*|@import[^;]*", styles) == []


def test_tables_lists_and_code_are_read_as_on_a_host_of_repositories(site: Path) -> None:
    for page in (site / "docs").glob("*.html"):
        text = re.sub(r"<(pre|code|script)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.findall(r"<p>(?:[^<]*\n)?(?:\||- |\d+\. |```)[^<]*", text) == [], page.name


def test_no_mark_of_markdown_is_left_in_a_table(site: Path) -> None:
    for page in (site / "docs").glob("*.html"):
        for cell in re.findall(r"<td>(.*?)</td>", page.read_text(encoding="utf-8"), re.DOTALL):
            assert "\\|" not in cell, page.name


def test_a_link_that_leads_nowhere_stops_it(builder: ModuleType, tmp_path: Path) -> None:
    pages = _gather(builder, tmp_path)
    (pages / "docs/contributor.md").write_text("# For contributors\n\n[gone](kinds.md#no-such-kind)\n")
    with pytest.raises(CouldNotRun, match="no-such-kind"):
        builder.build(pages, tmp_path / "site")
