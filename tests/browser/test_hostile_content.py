"""A stranger's pull request: whatever stands in the YAML, the built pages show it and do not run it."""

from __future__ import annotations

import itertools
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from browser.conftest import build
from chromium import served
from conftest import AS_OF, PROJECT, smsbook
from smsbook.schema.kinds import Schema, load_kinds
from smsbook.schema.shipped import shipped

ATTACKS = [
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 2'>",
    "{{ 7 * 191 }}{% for a in range(3) %}LOOP{% endfor %}{{ config }}",
    "[press me](javascript:window.pwned=3)",
    "*emphasis*{: onclick='window.pwned = 4' .grabbed #grabbed }",
    '--8<-- "sms/sms.yml"',
    "<!-- hidden --> <details open ontoggle='window.pwned = 5'><summary>x</summary></details>",
    "![picture](https://elsewhere.example/x.png)",
    "</div></td></table></main><h1>broken out</h1>",
    "<javascript:window.pwned=6> <https://good.example>",
    "*[SLA]: overwritten\n\n[ref]: javascript:window.pwned=7\n\n[go][ref]",
    "`</code><script>window.pwned = 8</script>`",
    "&lt;script&gt;window.pwned = 9&lt;/script&gt; &#60;script>window.pwned = 9&#60;/script>",
    "::: danger\n!!! note inject\n    === tab\n- [ ] task\n~~~html\n<script>window.pwned = 10</script>\n~~~",
    "| a | b |\n|---|---|\n" + "| <b onmouseover='window.pwned = 11'>x</b> | y |\n" * 8,
    "$$\\href{javascript:window.pwned=12}{x}$$ :material-alert: ==mark== ^^ins^^ [[link]] [^1]\n\n[^1]: note",
]

ALL_AT_ONCE = "policies/POL-access-control.html"
HUGE_TABLE = "| a | b |\n|---|---|\n" + "| <b onmouseover='window.pwned = 13'>x</b> | y |\n" * 2000


def _poison(value: Any, schema: Schema, attacks: Iterator[str]) -> Any:
    """Put an attack behind every text that may say anything."""
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        others = schema.get("additionalProperties")
        return {
            key: _poison(item, properties.get(key, others if isinstance(others, dict) else {}), attacks)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_poison(item, schema.get("items", {}), attacks) for item in value]
    fixed = {"pattern", "enum", "const", "format", "x-ref", "x-defines"} & set(schema)
    return value if fixed or not isinstance(value, str) else f"{value}\n\n{next(attacks)}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(PROJECT / "sms", folder / "sms")
    (folder / "secret.yml").write_text("kind: policy\ntitle: TOP SECRET KEY\n", encoding="utf-8")
    kinds = load_kinds(shipped("schemas"))
    attacks = itertools.cycle(ATTACKS)
    for file in sorted((folder / "sms").rglob("*.yml")):
        data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        if data.get("kind") in kinds:
            poisoned = _poison(data, kinds[data["kind"]].schema, attacks)
            if data["id"] == "POL-access-control":
                poisoned["purpose"] += f"\n\n{HUGE_TABLE}"
            file.write_text(yaml.safe_dump(poisoned, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (folder / "sms" / "policies" / "POL-stolen.yml").symlink_to("../../secret.yml")
    return folder


def test_the_check_reports_the_link_and_survives_the_rest(folder: Path) -> None:
    done = smsbook("check", "sms", "--as-of", AS_OF, cwd=folder)
    assert done.returncode == 1
    assert "symbolic-link" in done.stdout
    assert "TOP SECRET" not in done.stdout
    assert done.stderr == ""


@pytest.fixture(scope="module")
def hostile_site(folder: Path) -> Path:
    (folder / "sms" / "policies" / "POL-stolen.yml").unlink()
    return build(folder)


def _more_of_each_kind(sms: Path, enough: int = 3) -> set[str]:
    """Return the pages of documents beyond some of each kind: one template has drawn them all."""
    pages: dict[str, list[str]] = defaultdict(list)
    for file in sorted(sms.glob("*/*.yml")):
        kind = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)["kind"]
        pages[kind].append(file.relative_to(sms).with_suffix(".html").as_posix())
    return {page for of_kind in pages.values() for page in of_kind[enough:]} - {ALL_AT_ONCE}


def test_content_is_shown_and_never_run(hostile_site: Path, browser: Browser) -> None:
    pages = [path.relative_to(hostile_site).as_posix() for path in sorted(hostile_site.rglob("*.html"))]
    more = _more_of_each_kind(hostile_site.parents[1] / "sms")
    pages = [name for name in pages if name not in more]
    assert len(pages) > 80
    with served(hostile_site) as address:
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.route("**/search/*", lambda route: route.abort())  # no index of hundreds of pages for each page
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
        for name in pages:
            page.goto(f"{address}/{name}")
            found = page.evaluate(
                """() => ({
                    pwned: window.pwned,
                    handlers: [...document.querySelectorAll('article *')].flatMap(
                        e => [...e.attributes].map(a => a.name).filter(n => n.startsWith('on'))),
                    scripts: document.querySelectorAll('article :is(script, iframe, object)').length,
                    links: [...document.querySelectorAll('article a')]
                        .map(a => a.getAttribute('href') || '')
                        .filter(h => /^\\s*(javascript|data|vbscript):/i.test(h)),
                    grabbed: document.querySelectorAll('.grabbed, #grabbed').length,
                    images: [...document.querySelectorAll('article img')].map(i => i.src),
                    text: document.body.innerText,
                })"""
            )
            assert found["pwned"] is None, name
            assert found["handlers"] == [], name
            assert found["scripts"] == 0, name
            assert found["links"] == [], name
            assert found["grabbed"] == 0, name
            assert found["images"] == [], name
            assert "1337" not in found["text"], name
            assert "LOOPLOOP" not in found["text"], name
            assert "broken out" not in page.locator("h1").all_inner_texts(), name
        assert [url for url in asked if not url.startswith(address)] == []
        page.goto(f"{address}/services/SVC-compute.html")
        text = page.inner_text("article")
        context.close()
    assert "<script>" in text or "onerror" in text or "{{ 7 * 191 }}" in text


def test_included_files_and_attributes_leave_no_trace(hostile_site: Path) -> None:
    for file in hostile_site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "TOP SECRET" not in text
        assert "git.tidemark.example/sms/handbook/-/edit/main/{path}" not in text, file


def test_ordinary_markdown_still_works(folder: Path, browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "sms", tmp_path / "sms")
    file = tmp_path / "sms/services/SVC-compute.yml"
    data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    data["description"] = (
        "Some *emphasis*, **strength**, `code` and a [link](https://good.example/x).\n\n"
        "- first\n- second\n\n1. one\n2. two\n\n| head | other |\n|---|---|\n| cell | more |\n"
    )
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    site = build(tmp_path)
    with served(site) as address:
        page = browser.new_page()
        page.goto(f"{address}/services/SVC-compute.html")
        article = page.locator("article")
        assert article.locator("em", has_text="emphasis").count() == 1
        assert article.locator("strong", has_text="strength").count() == 1
        assert article.locator("code", has_text="code").count() >= 1
        assert article.locator("a[href='https://good.example/x']").count() == 1
        assert article.locator("li", has_text=re.compile("^second$")).count() == 1
        assert article.locator("td", has_text="cell").count() == 1
        page.close()
