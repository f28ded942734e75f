"""Versions side by side, for readers and for web servers; the same commit gives the same bytes."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from chromium import served
from conftest import smsbook
from publish.scratch import assert_clean, begin, clone, commit, files, git, publish, refusal
from smsbook.library.history import NO_HISTORY, History
from smsbook.site.build import mkdocs_environment
from smsbook.site.publication import Publication, settings
from smsbook.site.state import Tagged, state


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `repository/` and `site/`, in which 1.0 and 1.1 are published."""
    folder = tmp_path_factory.mktemp("published")
    repository = begin(folder / "repository")
    publish(repository, "1.0", "--title", "1.0, the first")
    done = publish(repository, "--to", "../site")
    assert "version 1.1 published" in done.stdout
    assert "also as latest" in done.stdout
    return folder


def test_all_versions_stand_side_by_side(published: Path) -> None:
    site = files(published / "site")
    assert {path.partition("/")[0] for path in site} == {
        *("1.0", "1.1", "latest", "versions.json", "index.html", ".nojekyll")
    }
    versions = json.loads(site["versions.json"])
    assert [(item["version"], item["title"], item["aliases"]) for item in versions] == [
        ("1.1", "1.1", ["latest"]),
        ("1.0", "1.0, the first", []),
    ]
    for item in versions:
        commit = git(published / "repository", "rev-parse", f"sms-{item['version']}^{{commit}}")
        assert item["properties"]["commit"] == commit
    assert b'href="latest/"' in site["index.html"]
    assert files(published / "site" / "latest") == files(published / "site" / "1.1")


def test_each_page_names_version_commit_and_day(published: Path) -> None:
    for version, day in (("1.0", "18 Nov 2026"), ("1.1", "20 Nov 2026")):
        commit = git(published / "repository", "rev-parse", f"sms-{version}^{{commit}}")
        pages = sorted((published / "site" / version).rglob("*.html"))
        assert len(pages) > 20
        for page in pages:
            assert f"Version {version} · commit {commit[:8]} · {day}" in page.read_text(encoding="utf-8"), (
                page
            )


def test_each_page_leads_to_the_version_in_force(published: Path) -> None:
    for page in sorted((published / "site/1.0").rglob("*.html")):
        found = re.findall(
            r'<a href="([^"]+)"><strong>Read the version in force', page.read_text(encoding="utf-8")
        )
        assert found or page.name == "404.html", page
        assert {(page.parent / link).resolve() for link in found} <= {published / "site/latest"}


def test_the_folder_is_the_branch_and_nothing_else_has_changed(published: Path) -> None:
    repository = published / "repository"
    listed = git(repository, "ls-tree", "-r", "-z", "gh-pages").split("\0")
    on_branch = {
        path: place.split()[2] for place, _, path in (entry.partition("\t") for entry in listed) if path
    }
    in_folder = files(published / "site")
    assert set(on_branch) == set(in_folder)
    for path in ("1.0/index.html", "latest/search/search_index.json", "1.1/sitemap.xml.gz", "versions.json"):
        assert git(repository, "hash-object", "--no-filters", published / "site" / path) == on_branch[path]
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "for-each-ref", "--format=%(refname)").split() == [
        *("refs/heads/gh-pages", "refs/heads/main", "refs/tags/sms-1.0", "refs/tags/sms-1.1")
    ]
    assert_clean(repository)


def test_settings_of_the_handbook_hold_and_addresses_carry_the_version(published: Path) -> None:
    page = (published / "site/1.1/services/SVC-compute.html").read_text(encoding="utf-8")
    assert "Of our own" in page
    assert (
        '<link rel="canonical" href="https://handbook.tidemark.example/sms/1.1/services/SVC-compute.html">'
        in page
    )
    sitemap = gzip.decompress((published / "site/1.1/sitemap.xml.gz").read_bytes())
    assert b"<loc>https://handbook.tidemark.example/sms/1.1/index.html</loc>" in sitemap
    assert b"<lastmod>2026-11-20</lastmod>" in sitemap


def test_the_same_commit_gives_the_same_bytes(published: Path, tmp_path: Path) -> None:
    elsewhere = clone(published / "repository", tmp_path / "else" / "and deeper", "--single-branch")
    (elsewhere / "sms/services/SVC-compute.yml").write_text("kind: broken", encoding="utf-8")
    commit(elsewhere, "What came later does not count", "2027-01-01T00:00:00+0000")
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[core]\n autocrlf = true\n[diff]\n renames = false\n", encoding="utf-8")
    another_time = {
        "HOME": str(home),
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1000000000",
        "TZ": "Asia/Tokyo",
    }
    publish(elsewhere, "sms-1.0", "--title", "1.0, the first", env=another_time)
    publish(elsewhere, "1.1", "--to", tmp_path / "site", env=another_time)
    here, there = files(published / "site"), files(tmp_path / "site")
    assert sorted(here) == sorted(there)
    assert [path for path in here if here[path] != there[path]] == []
    tree = git(elsewhere, "rev-parse", "gh-pages^{tree}")
    assert tree == git(published / "repository", "rev-parse", "gh-pages^{tree}")


def test_a_version_is_published_once_unless_it_is_to_be_replaced(published: Path, tmp_path: Path) -> None:
    repository, site = clone(published / "repository", tmp_path / "repository"), tmp_path / "site"
    done = smsbook("publish", "1.0", cwd=repository)
    assert done.returncode == 2
    assert "version 1.0 is published already on gh-pages" in done.stderr
    assert "--replace" in done.stderr

    before = git(repository, "rev-parse", "refs/remotes/origin/gh-pages^{tree}")
    assert "was published already" in publish(repository, "1.0", "--to", site).stdout
    assert files(site) == files(published / "site")
    assert "published already" in refusal(repository, "1.0", to=site)

    publish(repository, "1.0", "--replace", "--to", site)
    assert git(repository, "rev-parse", "gh-pages^{tree}") == before
    assert files(site) == files(published / "site")

    git(repository, "tag", "--force", "sms-1.0", "sms-1.1")
    assert "published already" in refusal(repository, "1.0", to=tmp_path / "another")


def test_what_is_published_reaches_the_remote_and_goes_on_from_it(tmp_path: Path) -> None:
    origin = begin(tmp_path / "origin")
    one, other = clone(origin, tmp_path / "one"), clone(origin, tmp_path / "other")
    assert "git push origin gh-pages" in publish(one, "1.1").stdout

    hook = origin / ".git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho not on a Saturday >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    assert re.search("(?s)did not take.*not on a Saturday", refusal(one, "1.1", push=True))
    hook.unlink()
    assert "pushed to origin" in publish(one, "1.1", "--push").stdout
    assert git(origin, "rev-parse", "gh-pages") == git(one, "rev-parse", "gh-pages")

    publish(other, "1.0", "--push")
    listed = json.loads(git(origin, "show", "gh-pages:versions.json"))
    assert [(item["version"], item["aliases"]) for item in listed] == [("1.1", ["latest"]), ("1.0", [])]
    assert "published already" in refusal(one, "1.0", push=True)

    elsewhere = git(one, "commit-tree", "gh-pages^{tree}", "-p", "gh-pages", "-m", "Something else")
    git(one, "update-ref", "refs/heads/gh-pages", elsewhere)
    assert "different ways" in refusal(one, "1.1", push=True)
    assert "nobody cannot be asked" in refusal(one, "1.1", push=True, remote="nobody")


def test_each_refusal_says_why(published: Path, tmp_path: Path) -> None:
    repository = clone(published / "repository", tmp_path / "repository")
    assert "versions with a tag are 1.1, 1.0" in refusal(repository, "2.0")
    assert "found '../1.0' as a version" in refusal(repository, "../1.0")
    assert "found 'a b' as an alias" in refusal(repository, "1.0", replace=True, alias="a b")
    assert "1.0 is a version" in refusal(repository, "1.1", replace=True, alias="1.0")
    git(repository, "branch", "side", "sms-1.0")
    assert "belongs to the history" in refusal(repository, "1.0", branch="side")
    assert "is checked out" in refusal(repository, "1.0", branch="main")
    assert "as a branch" in refusal(repository, "1.0", branch="-x")

    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.txt").write_text("mine", encoding="utf-8")
    assert "something else" in refusal(repository, "1.0", replace=True, to=full)
    (full / "versions.json").write_text("[]", encoding="utf-8")
    assert "thesis.txt" in refusal(repository, "1.0", replace=True, to=full)
    assert "is a file" in refusal(repository, "1.0", replace=True, to=full / "thesis.txt")


def test_a_tag_has_to_lead_to_an_sms(tmp_path: Path) -> None:
    repository = begin(tmp_path)
    git(repository, "rm", "-r", "--quiet", "sms")
    commit(repository, "Move away", "2027-01-01T00:00:00+0000")
    git(repository, "tag", "sms-3")
    git(repository, "checkout", "--quiet", "HEAD~1", "--", "sms")
    assert "version 3 holds no SMS in sms" in refusal(repository)
    for version in ("1.0", "1.1", "3"):
        git(repository, "tag", "--delete", f"sms-{version}")
    assert "smsbook release 1.0" in refusal(repository)
    shutil.rmtree(repository / ".git")
    done = smsbook("publish", cwd=repository, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.returncode == 2
    assert "in no git repository" in done.stderr


def test_killed_runs_leave_what_was_there(published: Path, tmp_path: Path) -> None:
    repository, site = clone(published / "repository", tmp_path / "repository"), tmp_path / "site"
    publish(repository, "1.0", "--to", site)
    git(repository, "tag", "sms-1.2")
    branch, folder = git(repository, "rev-parse", "gh-pages"), files(site)

    for moment in ("smsbook-publish/sms", "mike.git/HEAD"):
        killed_when(tmp_path, f"repository/.git/smsbook/publish-*/{moment}", "1.2", "--to", site)
        git(repository, "fsck", "--strict")
        assert git(repository, "rev-parse", "gh-pages") == branch
        assert files(site) == folder
    killed_when(tmp_path, ".site.smsbook-new/1.2/index.html", "1.2", "--to", site)
    git(repository, "fsck", "--strict")
    assert files(site) == folder

    assert "version 1.2 was published already" in publish(repository, "1.2", "--to", site).stdout
    assert set(folder) < set(files(site))
    assert (site / "1.2/index.html").is_file()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert_clean(repository)


def killed_when(folder: Path, pattern: str, *arguments: str | Path) -> None:
    """Publish from `repository/` in a folder, and kill the process as soon as a file is there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "smsbook", "publish", *map(str, arguments)],
        cwd=folder / "repository",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not list(folder.glob(pattern)):
            assert process.poll() is None, f"it ended before there was {pattern}"
            assert time.monotonic() < until, f"{pattern} never came"
            time.sleep(0.002)
    finally:
        process.kill()
        process.wait()


def test_the_foot_of_a_page_claims_no_more_than_git_knows() -> None:
    here = History(commit="3fa2b1c4" * 5, commit_day=date(2026, 11, 1), tags=("v7", "sms-1.2"))
    assert state(NO_HISTORY) == ""
    assert state(here) == "Version 1.2 · commit 3fa2b1c4 · 1 Nov 2026"
    assert state(replace(here, tags=("v7",))) == "Between versions · commit 3fa2b1c4 · 1 Nov 2026"
    changed = replace(here, modified=frozenset({"people.yml"}))
    assert state(changed) == "Working copy: commit 3fa2b1c4, with changes that are not committed"


def test_settings_that_do_not_inherit_ours_get_a_choice_of_versions_too(tmp_path: Path) -> None:
    version = Publication(Tagged("2.0", "3fa2b1c4" * 5, date(2026, 11, 1), 0), "stable")
    own = tmp_path / "mkdocs.yml"

    def added(text: str) -> dict[str, Any]:
        own.write_text(text, encoding="utf-8")
        return settings(own, version, mkdocs_environment(version.tagged.day) | version.environment)

    bare = added("site_name: x\nsite_url: https://x.example\ntheme: material\n")
    assert bare["INHERIT"] == "mkdocs.yml"
    assert bare["site_url"] == "https://x.example/2.0/"
    assert (Path(bare["theme"]["custom_dir"]) / "main.html").is_file()
    assert bare["extra"]["version"] == {"provider": "mike", "default": "stable", "alias": True}
    assert set(added("INHERIT: !ENV SMSBOOK_SETTINGS\nsite_name: x\n")) == {"INHERIT"}
    assert "theme" not in added("site_name: x\ntheme:\n  name: material\n  custom_dir: mine\n")
    assert "theme" not in added("site_name: x\ntheme: readthedocs\n")
    assert "site_url" not in added("- not\n- settings\n")


def test_readers_choose_a_version_and_learn_which_is_in_force(
    published: Path,
    browser: Browser,
) -> None:
    with served(published / "site") as address:
        page = browser.new_page()
        trouble: list[str] = []
        page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(address) else trouble.append(asked.url))
        page.on("response", lambda got: trouble.append(got.url) if got.status >= 400 else None)
        banner, current = page.locator("[data-md-component=outdated]"), page.locator(".md-version__current")

        page.goto(f"{address}/")
        page.wait_for_url(f"{address}/latest/")
        assert current.inner_text() == "1.1latest"
        assert banner.is_hidden()

        page.goto(f"{address}/1.0/services/SVC-compute.html")
        banner.wait_for(state="visible")
        assert banner.inner_text().strip() == "Version 1.0 is not in force. Read the version in force."
        assert page.locator(".md-content h1").inner_text().startswith("Batch computing")
        assert page.locator(".sms-state").inner_text().startswith("Version 1.0 · commit ")
        assert page.locator(".md-version__link").all_text_contents() == ["1.1latest", "1.0, the first"]

        page.emulate_media(media="print")
        assert page.locator(".sms-state").is_visible()
        page.emulate_media(media="screen")

        banner.get_by_role("link").click()
        page.wait_for_url(f"{address}/latest/")
        page.goto(f"{address}/latest/services/SVC-compute.html")
        assert page.locator(".md-content h1").inner_text().startswith("Computing by moonlight")
        current.focus()
        page.locator(".md-version__link").last.click()
        page.wait_for_url(f"{address}/1.0/")
        banner.wait_for(state="visible")
        page.close()
    assert trouble == []
