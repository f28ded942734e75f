"""The pages of a whole SMS: complete, the same each time, without dead ends, whatever the documents hold."""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from conftest import AS_OF, PROJECT
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.library.history import Change, History
from smsbook.pages.environment import Templates
from smsbook.pages.render import OVERVIEWS, render
from smsbook.schema.kinds import load_kinds
from smsbook.schema.shipped import shipped

HISTORY = History(
    changes=(Change("abc", date(2026, 5, 4), "Ann *Author*", "Say <what> changed", ("processes/ISM.yml",)),),
    folder="sms",
    commit="abc",
    by_path={"processes/ISM.yml": (Change("abc", date(2026, 5, 4), "Ann *Author*", "Say <what> changed"),)},
)


@pytest.fixture(scope="module")
def report() -> Report:
    return check(PROJECT / "sms", date.fromisoformat(AS_OF))


@pytest.fixture(scope="module")
def pages(report: Report) -> dict[str, str]:
    return {page.path: page.text for page in render(report, HISTORY)}


def test_the_same_input_gives_the_same_bytes(report: Report, pages: dict[str, str]) -> None:
    assert {page.path: page.text for page in render(report, HISTORY)} == pages


def test_every_document_has_a_page_and_every_kind_a_template(report: Report, pages: dict[str, str]) -> None:
    documents = report.library.documents
    overviews = len(OVERVIEWS) + len(report.coverage)
    others = sum(path.startswith(("assets/", "schemas/")) for path in pages)
    assert len(pages) == len(documents) + overviews + others
    assert all(path.replace(".yml", ".md") in pages for path in (item.path for item in documents))
    folder = shipped("templates")
    assert {
        kind for kind in load_kinds(shipped("schemas")) if not (folder / f"{kind}.md.j2").is_file()
    } == set()


def test_the_navigation_names_the_overviews() -> None:
    settings = yaml_load((shipped("templates") / "mkdocs.yml").read_text(encoding="utf-8"))
    named = {
        page
        for entry in settings["nav"]
        for value in entry.values()
        for page in (
            [value] if isinstance(value, str) else [page for part in value for page in part.values()]
        )
    }
    assert named == {path for path, _, _ in OVERVIEWS}
    assert set(settings["extra_css"]) | {settings["theme"]["logo"], settings["theme"]["favicon"]} <= {
        f"assets/{file.name}" for file in (shipped("templates") / "assets").iterdir()
    }


def links(page: str, text: str) -> list[tuple[str, str]]:
    """Return (page, anchor) of the links inside the handbook."""
    found = []
    for address in re.findall(r'href="([^"]*)"', text):
        target, _, anchor = unescape(address).partition("#")
        if ":" not in target:
            found.append((normpath(join(dirname(page), target)) if target else page, anchor))
    return found


def assert_no_dead_links(pages: dict[str, str]) -> None:
    anchors = {
        page.replace(".md", ".html"): {unescape(id) for id in re.findall(r'id="([^"]*)"', text)}
        for page, text in pages.items()
    }
    for page, text in pages.items():
        for target, anchor in links(page.replace(".md", ".html"), text):
            assert target in anchors, (page, target)
            assert not anchor or anchor in anchors[target], (page, target, anchor)


def test_no_link_is_dead(pages: dict[str, str]) -> None:
    assert_no_dead_links(pages)


def test_blocks_of_html_stand_in_one_line(pages: dict[str, str]) -> None:
    """So that no Markdown looks into them, and none of them ends early."""
    for path, text in pages.items():
        if path.endswith(".md"):
            body = text.split("---\n", 2)[2]
            for line in filter(None, body.split("\n")):
                assert re.match(
                    r"#{1,6} [^<>]*$|<(p|div|dl|ul|ol|nav|figure|details|section)[ >].*</\1>$|<.*>$", line
                ), (
                    path,
                    line[:80],
                )
                assert line.count("<div") == line.count("</div>"), (path, line[:80])


def test_document_control(pages: dict[str, str]) -> None:
    text = unescape(pages["processes/ISM.md"])
    for words in (
        "4 May 2026 by Ann *Author*: Say <what> changed",
        "https://git.tidemark.example/sms/handbook/-/edit/main/sms/processes/ISM.yml",
        "https://git.tidemark.example/sms/handbook/-/blob/main/sms/processes/ISM.yml",
        "3 Feb 2026",
        "every 12 months",
    ):
        assert words in text
    assert "<what>" not in pages["processes/ISM.md"]
    assert "not committed yet" in unescape(pages["processes/CHM.md"])


@pytest.mark.parametrize(
    ("history", "words"),
    [
        (History(note="git is not installed where the handbook was made"), "git is not installed"),
        (replace(HISTORY, shortened=True), "does not reach back that far"),
        (replace(HISTORY, modified=frozenset({"processes/CHM.yml"})), "changed since, and not committed yet"),
    ],
)
def test_what_is_not_known_about_the_history_is_said(report: Report, history: History, words: str) -> None:
    page = next(page for page in render(report, history) if page.path == "processes/CHM.md")
    assert words in page.text


def test_a_kind_without_a_template_gets_a_page(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    has = Templates.has
    monkeypatch.setattr(Templates, "has", lambda self, name: name != "plan.md.j2" and has(self, name))
    pages = {page.path: page.text for page in render(report)}
    assert "## Goals and timing" in pages["plans/PLAN-sms.md"]
    assert_no_dead_links(pages)


def test_nothing_of_a_document_is_lost(report: Report, pages: dict[str, str]) -> None:
    """Every text of every document stands on its page."""
    for document in report.library.documents:
        page = unescape(re.sub(r"<[^<>]*>", "", pages[document.path.replace(".yml", ".md")]))
        squeezed = re.sub(r"\W", "", page)
        kind = report.library.kinds[document.kind]
        for text in plain_texts(document.body, kind.schema):
            assert re.sub(r"\W", "", text) in squeezed, (document.path, text)


def plain_texts(value: Any, schema: Any) -> list[str]:
    """Return all texts that are to be read as they stand: no ids, references, days or Markdown."""
    if isinstance(value, dict):
        others = schema.get("additionalProperties")
        others = others if isinstance(others, dict) else {}
        properties = schema.get("properties", {})
        skipped = ("id", "kind", "language", "goal", "requirements", "matrix")
        return [
            text
            for key, item in value.items()
            if key not in skipped
            for text in plain_texts(item, properties.get(key, others))
        ]
    if isinstance(value, list):
        return [text for item in value for text in plain_texts(item, schema.get("items", {}))]
    marked = {"x-ref", "x-defines", "format", "pattern", "enum"} & set(schema)
    plain = isinstance(value, str) and not marked and not re.search(r"[*_`\[\]\n]|^P\d|^PT|://", value)
    return [value] if plain else []


def break_something(value: Any, choose: random.Random) -> Any:
    """Put values of wrong types into a document, here and there."""
    wrong = [None, "", "x", "*x* <b>", [], {}, [[]], [{}], [None], {"a": {"b": []}}, True, "12", ["CHM", "x"]]
    if choose.random() < 0.08:
        return choose.choice(wrong)
    if isinstance(value, dict):
        return {key: break_something(item, choose) for key, item in value.items()}
    if isinstance(value, list):
        return [break_something(item, choose) for item in value]
    return value


@pytest.mark.parametrize("seed", range(3))
def test_documents_with_faults_never_stop_the_handbook(tmp_path: Path, seed: int) -> None:
    shutil.copytree(PROJECT / "sms", tmp_path / "sms")
    choose = random.Random(seed)
    for file in sorted((tmp_path / "sms").rglob("*.yml")):
        data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        broken = break_something(data, choose)
        if choose.random() < 0.05:
            file.write_text("kind: [\n\t", encoding="utf-8")
        elif isinstance(broken, dict):
            file.write_text(json.dumps(broken), encoding="utf-8")
    report = check(tmp_path / "sms", date.fromisoformat(AS_OF))
    assert report.findings
    assert_no_dead_links({page.path: page.text for page in render(report)})


def test_odd_names_of_files_get_pages_of_their_own(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "sms", tmp_path / "sms")
    text = (PROJECT / "sms/policies/POL-access-control.yml").read_text(encoding="utf-8")
    odd = [
        "roles/index.yml",
        "README.yml",
        "templates/x.yml",
        "a b'<c>.yml",
        "Ä/ö.yml",
        "policies/pol-access-control.yml",
    ]
    for name in odd:
        file = tmp_path / "sms" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    rendered = list(render(check(tmp_path / "sms", date.fromisoformat(AS_OF))))
    paths = [page.path for page in rendered]
    assert len({path.lower() for path in paths}) == len(paths)
    assert len([path for path in paths if path.startswith("page/")]) == len(odd)
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", path) for path in paths)
