"""Building the site: with the user's settings or with ours, and clear words where it fails."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from conftest import AS_OF
from smsbook.pages.addresses import edit, usable, view
from smsbook.site import build
from smsbook.site.build import build_site, configuration, mkdocs_environment, render_site
from smsbook.source.folder import CouldNotRun

DAY = date.fromisoformat(AS_OF)


def test_settings_are_made_where_there_are_none(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scratch)
    settings = scratch / "sms" / "sms.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            "name: Tidemark Research Computing", "name: 'A <script>{{ x }} \"name\"'"
        ),
        encoding="utf-8",
    )
    made = yaml.safe_load(configuration(render_site(Path(), as_of=DAY)).read_text(encoding="utf-8"))
    assert made["site_name"] == "A script x  name"
    assert Path(made["INHERIT"]).is_file()
    assert Path(made["docs_dir"]) == scratch / "build" / "docs"


def test_the_settings_of_the_user_come_first(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scratch)
    (scratch / "mkdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    assert configuration(render_site(Path("sms"), as_of=DAY)) == Path("mkdocs.yml")


def test_what_mkdocs_says_is_passed_on(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scratch)
    (scratch / "mkdocs.yml").write_text("site_name: Mine\ndocs_dir: nowhere\n", encoding="utf-8")
    with pytest.raises(CouldNotRun, match=r"(?s)could not build the site.*nowhere"):
        build_site(Path("sms"), as_of=DAY)


def test_a_missing_mkdocs_is_named(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scratch)
    monkeypatch.setattr(
        build,
        "mkdocs_command",
        lambda _: [sys.executable, "-c", "import sys; sys.exit('No module named mkdocs')"],
    )
    with pytest.raises(CouldNotRun, match="pip install mkdocs-material"):
        build_site(Path("sms"), as_of=DAY)


def test_no_sms_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CouldNotRun):
        build_site(Path(), as_of=DAY)
    assert not (tmp_path / "build").exists()


def test_the_day_decides_about_time_stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert mkdocs_environment(date(2026, 1, 2))["SOURCE_DATE_EPOCH"] == "1767312000"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    assert mkdocs_environment(date(2026, 1, 2))["SOURCE_DATE_EPOCH"] == "5"


def test_importing_the_command_line_loads_none_of_this() -> None:
    code = (
        "import sys, smsbook.cli.main; "
        "print([m for m in ('jinja2', 'markdown_it', 'mkdocs', 'pygraphviz') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("desk@a.example", "mailto:desk@a.example"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("javascript:alert(1)", ""),
        ("javascript://x@y", ""),
        ("data:text/html,x@y", ""),
        ("https://user@a.example", ""),
        ("//a.example", ""),
        ("a b@c", ""),
    ],
)
def test_addresses_that_are_let_through(text: str, address: str) -> None:
    assert usable(text) == address


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("https://g.example/o/r/-/edit/main/{path}", "https://g.example/o/r/-/blob/main/sms/a%20b.yml#L3"),
        ("https://g.example/o/r/edit/main/{path}", "https://g.example/o/r/blob/main/sms/a%20b.yml#L3"),
        ("https://g.example/o/r/_edit/main/{path}", "https://g.example/o/r/src/branch/main/sms/a%20b.yml#L3"),
        ("https://g.example/open?file={path}", "https://g.example/open?file=sms/a%20b.yml#L3"),
        ("javascript:{path}", ""),
        ("https://g.example/no-path", ""),
        (None, ""),
    ],
)
def test_where_a_line_is_seen(pattern: str | None, shown: str) -> None:
    assert view({"edit": pattern}, "sms/a b.yml", 3) == shown
    assert bool(edit({"edit": pattern}, "x")) == bool(shown)
