"""The handbook as its readers meet it: in a browser, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from conftest import PROJECT

KINDS = {
    path.parent.name + "/" + path.stem: path
    for kind in sorted({file.name.split(".")[0] for file in (PROJECT / "schemas").glob("*.json")})
    for path in sorted((PROJECT / "sms").rglob("*.yml"))
    if f"\nkind: {kind}\n" in path.read_text(encoding="utf-8")
}
ONE_OF_EACH = {
    path.read_text(encoding="utf-8").split("\nkind: ")[1].split("\n")[0]: page for page, path in KINDS.items()
}

NARROW = (
    *(
        "index",
        "coverage/index",
        "processes/ISRM",
        "agreements/SLA-compute",
        "agreements/OLA-data-centre",
        "services/CMP-wan-link",
        "agreements/index",
        "roles/index",
        "registers/index",
    ),
    *("registers/RSK-security", "registers/PRIO-incidents", "registers/CHT-tidemark", "plans/CAP-compute"),
    "documents/index",
)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that reports errors of the console, failed requests and requests to others."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "requestfailed",  # a request is aborted where the next page is opened before the first is complete
        lambda request: (
            None if request.failure == "net::ERR_ABORTED" else trouble.append(f"failed: {request.url}")
        ),
    )
    page.on(
        "response",
        lambda answer: trouble.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
    )
    page.on(
        "request",
        lambda request: (
            None if _ours(request.url, address) else trouble.append(f"third party: {request.url}")
        ),
    )
    yield page
    context.close()
    assert trouble == []


def _ours(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


def test_every_kind_is_in_the_example() -> None:
    kinds = {file.name.split(".")[0] for file in (PROJECT / "schemas").glob("*.json")}
    assert set(ONE_OF_EACH) == kinds - {"common", "sms"}


def test_home(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    text = page.inner_text("main")
    assert "Marit Halvorsen" in text
    assert "desk@tidemark.example" in text
    assert "SMS owner" in text


@pytest.mark.parametrize("kind", sorted(ONE_OF_EACH))
def test_a_page_of_every_kind(page: Page, address: str, kind: str) -> None:
    name = ONE_OF_EACH[kind]
    page.goto(f"{address}/{name}.html")
    text = page.inner_text("main")
    for line in KINDS[name].read_text(encoding="utf-8").splitlines():
        if line.startswith("title: "):
            title = line.removeprefix("title: ").strip("\"'")
            assert title in text
    assert "Document control" in text
    assert name.rpartition("/")[2] in text  # its id
    assert f"sms/{name}.yml" in text  # its source


def test_search_finds_access_rights(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("access rights")
    first = page.locator(".md-search-result__item a").first
    first.wait_for()
    texts = page.locator(".md-search-result__item").all_inner_texts()
    assert any("access rights" in text.lower() for text in texts)
    first.click()
    page.wait_for_load_state()
    assert "access" in page.inner_text("main").lower()


def test_keyboard_reaches_the_navigation(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href') || ''"))
    assert any("processes/" in href for href in reached), reached
    page.goto(f"{address}/index.html")
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate("document.activeElement.className").split()


@pytest.mark.parametrize("name", NARROW)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_screen_needs_no_sideways_scrolling(
    browser: Browser, address: str, name: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{name}.html")
    width = page.evaluate("document.documentElement.scrollWidth")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert width <= 391
    red, green, blue = (int(part) for part in dark.removeprefix("rgb(").rstrip(")").split(",")[:3])
    assert (red + green + blue < 250) == (scheme == "dark")


@pytest.mark.parametrize("width", [390, 1280])
def test_agreements_in_time_are_legible_and_led_to_by_the_keyboard(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/agreements/index.html")
    rows = page.locator("a.sms-row")
    assert rows.count() == len(list((PROJECT / "sms/agreements").glob("*.yml")))
    for row in rows.all():
        (label,) = [text for text in row.locator(".sms-label").all() if text.is_visible()]
        left, right = label.bounding_box(), row.locator(".sms-rest").bounding_box()
        assert left
        assert right
        assert left["x"] + left["width"] < right["x"]
        assert right["x"] + right["width"] <= width
    rows.first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == rows.nth(1).get_attribute(
        "aria-label"
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/agreements/*-*.html")


# --- the list of documents


def shown(page: Page) -> list[str]:
    """Return the ids of the rows that show."""
    rows = page.locator(".sms-documents tbody tr:visible td:first-child > code")
    return [text.strip() for text in rows.all_inner_texts()]


def count(page: Page) -> str:
    return page.inner_text(".sms-count")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "shown"), [(1300, "wide"), (390, "narrow")])
def test_the_chain_under_an_agreement_is_legible(
    browser: Browser, address: str, width: int, shown: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/agreements/SLA-compute.html")
    assert page.locator(".sms-chain:visible").count() == 1
    drawing = page.locator(f".sms-chain.sms-only-{shown} svg")
    box = drawing.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    letters = drawing.locator("tspan").evaluate_all(
        """all => all.map(each => {
            const size = parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a;
            const line = each.closest('.sms-node, .sms-group').querySelector('rect').getBoundingClientRect();
            const words = each.getBoundingClientRect();
            return [size, words.left - line.left, line.right - words.right];
        })"""
    )
    assert len(letters) > 40
    assert all(size >= 11 and left >= 0 and right >= 0 for size, left, right in letters)
    drawing.get_by_role("link", name="Login node A").click()
    assert page.url.endswith("/services/CMP-login-node-a.html")
    context.close()


def test_the_chain_is_told_by_a_table_too(page: Page, address: str) -> None:
    page.goto(f"{address}/agreements/SLA-compute.html")
    page.get_by_text("The same as a table").click()
    row = page.locator(".sms-same tr", has_text="1 of 2 in the group login").first
    assert row.inner_text().startswith("Login node A")
    row.get_by_role("link", name="Underpinning agreement on hardware maintenance").click()
    assert page.get_by_role("heading", name="Which agreements with customers lean on it").count() == 1


def test_documents_are_chosen_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/index.html")
    every = len(list((PROJECT / "sms").rglob("*.yml"))) - 1  # without sms.yml
    assert len(shown(page)) == every
    assert count(page) == f"{every} documents"
    page.get_by_label("Words").focus()
    page.keyboard.type("halvorsen INFORMATION")
    words = len(shown(page))
    assert 0 < words < every
    assert count(page) == f"{words} of {every} documents"
    page.keyboard.press("Tab")
    page.keyboard.type("Policy")
    assert shown(page)
    assert all(id.startswith("POL-") for id in shown(page))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.sms-count').textContent.indexOf(' of ') < 0")
    assert len(shown(page)) == every
    page.wait_for_function("location.hash === ''")


def test_what_is_chosen_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/index.html#kind=policy&owner=SMS.owner&words=joao&colour=red")
    chosen = shown(page)
    assert page.get_by_label("Kind").input_value() == "policy"
    page.get_by_label("Words").fill("")
    page.wait_for_function("location.hash === '#kind=policy&owner=SMS.owner'")
    assert set(chosen) < set(shown(page))
    again = shown(page)
    page.reload()
    assert shown(page) == again
    page.evaluate("location.hash = 'kind=nothing&status=approved'")  # as a link on the page would
    page.wait_for_function("document.querySelector('[name=kind]').value === ''")
    assert page.get_by_label("Status").input_value() == "approved"


def test_accents_do_not_matter(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/index.html#words=Joao%20Ferreira")
    found = shown(page)
    assert found
    page.get_by_label("Words").fill("joão ferreira")
    assert shown(page) == found


def test_the_list_of_documents_works_from_a_folder(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{(site / 'documents/index.html').as_uri()}#kind=sla")
    assert len(shown(page)) == len(list((PROJECT / "sms/agreements").glob("SLA-*")))
    page.get_by_label("Words").fill("storage")
    page.wait_for_function("location.hash === '#words=storage&kind=sla'")
    assert shown(page) == ["SLA-storage"]
    context.close()


def test_without_a_script_the_whole_list_shows(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/documents/index.html#kind=policy")
    assert len(shown(page)) == len(list((PROJECT / "sms").rglob("*.yml"))) - 1
    assert not page.locator(".sms-filter").is_visible()
    context.close()


@pytest.mark.parametrize(("name", "count"), [("fitsm-1-v3.0.1", 82), ("fitsm-1-2016", 85)])
def test_coverage_links_every_requirement_to_page_and_line(
    page: Page, address: str, name: str, count: int
) -> None:
    page.goto(f"{address}/coverage/{name}.html")
    assert "not mean conformant" in page.inner_text("main")
    found = page.locator(".sms-requirement").evaluate_all(
        """all => all.map(one => ({
            id: one.querySelector("h3 code").textContent,
            state: one.querySelector(".sms-badge").textContent,
            lines: [...one.querySelectorAll("a[href*='.yml']")].filter(a => a.href.includes("#L")).length,
            pages: one.querySelectorAll(".sms-proofs a[href$='.html']").length,
        }))"""
    )
    assert len({entry["id"] for entry in found}) == len(found) == count
    assert {entry["state"] for entry in found} == {"documented"}
    assert [entry["id"] for entry in found if not (entry["lines"] and entry["pages"])] == []


def test_coverage_tells_of_all_catalogues_and_of_what_is_planned_or_excluded(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/coverage/index.html")
    text = page.inner_text("main")
    for said in ("FitSM-1:v3.0.1", "FitSM-1:2016", "NPRI-conditions:2026"):
        assert said in text
    assert "Planned until 30 Jun 2027 by Capacity management process manager" in text.replace(
        "CAPM", "Capacity management"
    )
    assert "Excluded by Marit Halvorsen on 10 Nov 2026" in text
    page.get_by_role("link", name="NPRI3.1").click()
    assert page.locator("#npri3\\.1").is_visible()


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "xlink:href") and value is not None:
                self.links.append(value)
            if name in ("id", "name") and value:
                self.anchors.add(value)


def test_no_dead_link_in_the_whole_site(site: Path) -> None:
    pages: dict[Path, _Links] = {}
    for file in site.rglob("*.html"):
        pages[file] = _Links()
        pages[file].feed(file.read_text(encoding="utf-8"))
    assert len(pages) > 100
    dead = []
    for file, parsed in pages.items():
        for link in parsed.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path, anchor = urldefrag(link)
            base = site if path.startswith("/") else file.parent
            target = (base / unquote(path).lstrip("/").partition("?")[0]).resolve() if path else file
            target = target / "index.html" if target.is_dir() else target
            if file.name == "404.html" and path.startswith("/"):
                continue  # written for a site at the root of its host
            if not target.is_file():
                dead.append(f"{file.relative_to(site)} -> {link}")
            elif anchor and target in pages and unquote(anchor) not in pages[target].anchors | {""}:
                dead.append(f"{file.relative_to(site)} -> {link}: no such place")
    assert dead == []


def test_nothing_in_the_site_names_a_third_party_to_load(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        for loaded in (
            '<script src="http',
            '<link rel="stylesheet" href="http',
            '<img src="http',
            "fonts.googleapis",
        ):
            assert loaded not in text, f"{file}: {loaded}"
