"""What `smsbook status` prints, in each format, on a small SMS where much waits: `waiting.sms`.

`UPDATE_GOLD=1 .venv/bin/pytest tests/reports` writes the gold files `waiting.status.*`.
"""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import gold
import shelf
from conftest import AS_OF, PROJECT, smsbook
from smsbook.check.matters import Sort
from smsbook.check.run import check
from smsbook.check.waiting import Waiting, waiting, waiting_in
from smsbook.cli.main import cli
from smsbook.reports.status_list import FORMATS, render

HERE = Path(__file__).parent
FILE = HERE / "waiting.sms"
DAY = date.fromisoformat(AS_OF)
ENDINGS = {"text": "txt", "json": "json", "markdown": "md"}
PEOPLE = ("jo-doe", "kim-roe", "sam-poe", "uma-low")


def found(*, changed: dict[str, tuple[str, str]] | None = None, as_of: date = DAY, **asked: str) -> Waiting:
    """Return what waits in `waiting.sms`; `changed` replaces text in some of its files."""
    texts = shelf.sections(FILE)
    for path, (old, new) in (changed or {}).items():
        assert old in texts[path]
        texts[path] = texts[path].replace(old, new, 1)
    library, _ = shelf.library(texts, shelf.past(FILE))
    return waiting_in(library, as_of, **asked)


def matters(of: Waiting) -> list[dict[str, Any]]:
    """Return all matters that the JSON lists, as often as it lists them, each with its role."""
    queues = json.loads(render(of, "json"))["queues"]
    return [{"role": queue["role"], **matter} for queue in queues for matter in queue["matters"]]


def waits(of: Waiting, document: str) -> set[tuple[str, str]]:
    """Return (what, role) for a document."""
    return {(item["what"], item["role"]) for item in matters(of) if item["document"] == document}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the SMS in `sms/`, without git; the current one."""
    for path, text in shelf.sections(FILE).items():
        (tmp_path / "sms" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sms" / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Callable[..., tuple[int, str]]:
    """Run the command on the folder in this process; return its code and what it printed."""

    def status(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["status", *arguments, "--as-of", AS_OF], standalone_mode=False)
        assert done.exception is None
        return done.return_value, done.output

    return status


# --- whole outputs


@pytest.mark.parametrize("form", FORMATS)
def test_the_whole_output(form: str) -> None:
    gold.hold(render(found(), form), HERE / f"waiting.status.{ENDINGS[form]}")
    assert render(found(), form) == render(found(), form)


def test_the_whole_output_for_one_person() -> None:
    parts = [f"--- {person}\n{render(found(person=person), 'text')}" for person in PEOPLE]
    gold.hold("\n".join(parts), HERE / "waiting.status.mine.txt")


def test_every_sort_of_matter_is_in_the_example() -> None:
    assert {item["what"] for item in matters(found())} == set(Sort)


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_it(folder: Path, form: str) -> None:
    done = smsbook("status", "--format", form, "--as-of", AS_OF, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    # Without git nobody knows since when something is in review.
    expected = re.sub(
        r'(?:, since|(?<=review\*\*) since) 2026-11-03|"2026-11-03"',
        lambda match: "null" if match[0].startswith('"') else "",
        (HERE / f"waiting.status.{ENDINGS[form]}").read_text(encoding="utf-8"),
    )
    assert done.stdout == expected


# --- what waits, and for whom


def test_a_draft_waits_for_its_owner() -> None:
    assert waits(found(), "POL-draft") == {("draft", "SMS.owner")}
    assert waits(found(), "POL-orphan") == {("draft", "")}


def test_a_review_waits_for_the_owner_alone() -> None:
    assert waits(found(), "POL-old") == {("review overdue", "SMS.owner")}
    assert waits(found(), "SLA-large") == {("review due", "SLM.agreement-owner")}


def test_what_is_in_review_waits_for_all_who_may_approve() -> None:
    roles = {"SMS.owner", "SLM.owner", "SLM.agreement-owner"}
    assert waits(found(), "SLA-basic") == {("in review", role) for role in roles}


def test_the_settings_say_who_may_approve() -> None:
    said = {"sms.yml": ("name:", "approving: {sla: [SMS.manager]}\nname:")}
    assert waits(found(changed=said), "SLA-basic") == {("in review", "SMS.manager")}


def test_the_first_day_in_review_counts_not_a_later_word() -> None:
    (item,) = (item for item in matters(found()) if item["document"] == "POL-review")
    assert item["since"] == "2026-11-03"


def test_a_document_put_in_review_without_a_commit_has_no_day() -> None:
    said = {"policies/POL-draft.yml": ("status: draft", "status: in-review")}
    (item,) = (item for item in matters(found(changed=said)) if item["document"] == "POL-draft")
    assert (item["what"], item["since"]) == ("in review", None)


def test_an_added_word_breaks_a_seal_and_a_comment_does_not() -> None:
    file = "policies/POL-good.yml"
    assert waits(found(changed={file: ("kind: policy", "# a comment\nkind: policy")}), "POL-good") == set()
    broken = found(changed={file: ("nothing waits", "nothing at all waits")})
    assert waits(broken, "POL-good") == {("seal broken", "SMS.owner")}


def test_nothing_waits_about_what_is_retired_or_needs_no_approval() -> None:
    assert waits(found(), "POL-retired") == set()
    assert waits(found(), "REC-2026-11-12-training") == set()


@pytest.mark.parametrize(
    ("days", "what"), [(-31, None), (-29, "review due"), (0, "review due"), (1, "review overdue")]
)
def test_a_review_begins_to_wait_thirty_days_before_its_day(days: int, what: str | None) -> None:
    day = date(2027, 11, 1) + timedelta(days=days)
    assert waits(found(as_of=day), "POL-good") == ({(what, "SMS.owner")} if what else set())


def test_who_has_left_holds_no_role() -> None:
    queue = next(queue for queue in found().queues if queue.role == "CHM.owner")
    assert queue.holders == ()
    told = "CHM.owner (Process owner, Change management)\n  vacant: nobody holds it\n"
    assert told in render(found(), "text")


# --- one person, one role


def test_one_person_sees_each_matter_once_and_own_roles_first() -> None:
    for person in PEOPLE:
        mine = matters(found(person=person))
        assert len(mine) == len({(item["what"], item["path"]) for item in mine})
        deputy = [queue.deputy for queue in found(person=person).queues]
        assert deputy == sorted(deputy)


def test_a_role_held_for_some_documents_is_no_role_for_the_others() -> None:
    assert waits(found(person="kim-roe"), "SLA-large") == set()
    assert waits(found(person="sam-poe"), "SLA-large") == {("review due", "SLM.agreement-owner")}


def test_a_deputy_sees_it_and_does_not_sign_for_it() -> None:
    queue = found(person="sam-poe").queues[-1]
    assert (queue.role, queue.deputy) == ("SMS.owner", True)
    text = render(found(person="sam-poe"), "text")
    assert "SMS.owner (SMS owner)\n  as deputy of Jo Doe\n" in text
    assert "approve POL-changed --by jo-doe" in text
    assert "approve POL-changed --by sam-poe" not in text


def test_all_that_waits_for_somebody_waits_for_a_person_or_a_vacant_role() -> None:
    mine = {(item["what"], item["path"]) for person in PEOPLE for item in matters(found(person=person))}
    every = {(item["what"], item["path"]) for item in matters(found())}
    assert every - mine == {("draft", "sms/policies/POL-orphan.yml")}


def test_a_person_by_name_and_a_role_by_id() -> None:
    assert matters(found(person="Kim Roe")) == matters(found(person="kim-roe"))
    assert {item["role"] for item in matters(found(role="SMS.manager"))} == {"SMS.manager"}


def test_nothing_waiting_is_one_friendly_line(run: Callable[..., tuple[int, str]]) -> None:
    calm = "2026-11-21: nothing waits for Uma Low; no review is due before 2026-12-21\n"
    assert run("--mine", "uma-low") == (0, calm)
    assert run("--role", "PM.manager")[1].startswith("2026-11-21: nothing waits for PM.manager;")
    assert run("sms/policies/POL-good.yml")[1].startswith("2026-11-21: nothing waits for anybody;")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--mine", "jo-do"], "there is no person `jo-do`; did you mean jo-doe?"),
        (["--mine", "zzz"], "there is no person `zzz`\n"),
        (["--role", "SMS.onwer"], "there is no role `SMS.onwer`; did you mean SMS.owner"),
        (["--role", "jo-doe"], "there is no role `jo-doe`"),
        (["--mine", "jo-doe", "--role", "SMS.owner"], "found `--mine` and `--role`, expected one of them"),
        (["nowhere"], "there is no file or folder nowhere"),
    ],
)
def test_what_means_nothing_is_said_clearly(folder: Path, arguments: list[str], told: str) -> None:
    done = smsbook("status", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


# --- the formats say the same


def test_text_and_markdown_say_what_json_says() -> None:
    text, listed = render(found(), "text"), matters(found())
    html = MarkdownIt("gfm-like", {"linkify": False}).render(render(found(), "markdown"))
    assert html.count("<li>[ ] ") == text.count("-> ") == len(listed)
    for item in listed:
        assert f"{item['what']:<16}  {item['document']} «{item['title']}»" in text
        assert f"-> {item['next']}" in text
        assert item["path"] in text
        assert item["path"] in html
    summary = json.loads(render(found(), "json"))["summary"]
    once = Counter(what for what, _ in {(item["what"], item["path"]) for item in listed})
    assert {what: number for what, number in summary.items() if number} == once


def test_each_command_named_can_be_given() -> None:
    for item in matters(found()):
        words = shlex.split(item["next"])
        if words[0] == "smsbook":
            assert words[1] in cli.commands, item["next"]
            known = {name for option in cli.commands[words[1]].params for name in option.opts}
            assert {word for word in words if word.startswith("--")} <= known


def test_the_commands_named_are_not_refused(folder: Path) -> None:
    """Of all commands of one sort for one person, the documents are given together."""
    steps = [shlex.split(item["next"]) for item in matters(waiting(Path("sms"), DAY))]
    by_person: dict[tuple[str, str], set[str]] = {}
    for step in steps:
        if step[0] == "smsbook" and "--by" in step:
            by_person.setdefault((step[1], step[step.index("--by") + 1]), set()).add(step[2])
    assert {command for command, _ in by_person} == {"approve", "review"}
    for (command, person), ids in by_person.items():
        if person != "PERSON":
            more = ["--outcome", "no-change"] if command == "review" else []
            words = [command, *sorted(ids), "--by", person, "--date", AS_OF, *more, "--dry-run"]
            done = smsbook(*words, cwd=folder)
            assert done.returncode == 0, done.stderr


def test_commands_name_the_folder_where_it_is_not_the_usual_one(folder: Path) -> None:
    (folder / "sms").rename(folder / "our sms")
    steps = {item["next"] for item in matters(waiting(Path("our sms"), DAY))}
    assert "smsbook approve POL-review --by jo-doe --path 'our sms'" in steps
    assert "smsbook check 'our sms/policies/POL-faulty.yml'" in steps


def test_files_that_cannot_be_read_are_named(folder: Path) -> None:
    (folder / "sms/policies/POL-good.yml").write_text("kind: policy\nid: [")
    broken = waiting(Path("sms"), DAY)
    told = "1 file cannot be read, so what waits there is not known: sms/policies/POL-good.yml"
    assert told in render(broken, "text")
    assert "1 file cannot be read" in render(broken, "markdown")
    assert json.loads(render(broken, "json"))["summary"]["unreadable"] == 1


# --- content means nothing

HOSTILE = "Do it; a, b: c\\r\\n# <b>@all</b> [x](javascript:y) #7 `z` \\e[31m\\u202e"


def changed(words: str) -> dict[str, tuple[str, str]]:
    """Return changes that put words where content is shown."""
    return {
        "policies/POL-draft.yml": ("title: Policy that nobody has finished", f'title: "{words}"'),
        "roles/people.yml": ("name: Jo Doe", f'name: "{words}"'),
        "policies/POL-review.yml": ("id: POL-review", f'id: "{words}"'),
    }


def test_hostile_text() -> None:
    hostile, harmless = found(changed=changed(HOSTILE)), found(changed=changed("harmless"))
    for form in ("text", "markdown"):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", render(hostile, form)), form
    assert render(hostile, "text").count("\n") == render(harmless, "text").count("\n")
    assert "@all" not in render(hostile, "markdown")
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    kinds = [
        Counter(inner.type for token in parser.parse(text) for inner in (token, *(token.children or ())))
        for text in (render(harmless, "markdown"), render(hostile, "markdown"))
    ]
    assert kinds[1] - kinds[0] == Counter(), "content became a mark"


@settings(max_examples=40, deadline=None)
@given(
    status=st.sampled_from(["draft", "in-review", "approved", "retired", "", "what"]),
    owner=st.sampled_from(["SMS.owner", "CHM.owner", "nobody", "", "jo-doe"]),
    by=st.sampled_from(["jo-doe", "", "nobody", "x y"]),
    seal=st.sampled_from(["SEAL", "s1:0", "s9:1", "", "x"]),
    due=st.sampled_from(["2026-11-20", "2026-11-21", "2026-12-21", "9999-12-31", "soon", ""]),
    form=st.sampled_from(list(FORMATS)),
)
def test_whatever_a_head_says_it_is_listed_at_most_once_for_a_role(
    status: str, owner: str, by: str, seal: str, due: str, form: str
) -> None:
    text = json.dumps(
        {
            "kind": "policy",
            "id": "POL-x",
            "title": "X",
            "version": "1.0",
            "status": status,
            "owner": owner,
            "approval": {"by": by, "role": "SMS.owner", "date": "2026-01-01", "seal": seal},
            "review": {"next": due},
        }
    )
    library, _ = shelf.library({"policies/POL-x.yml": text, "sms.yml": "name: X\n"})
    one = waiting_in(library, DAY)
    listed = [(item["what"], item["role"]) for item in matters(one)]
    assert len(listed) == len(set(listed))
    assert bool(listed) <= (status != "retired")
    assert ("draft" in {what for what, _ in listed}) <= (status in ("draft", "", "what"))
    assert render(one, form)


def test_the_example_agrees_with_the_check() -> None:
    report = check(PROJECT / "sms", DAY, strict_time=True)
    all_of_it = matters(waiting(PROJECT / "sms", DAY))
    for what, rule in (
        ("seal broken", "broken-seal"),
        ("seal missing", "unsealed-approval"),
        ("approval missing", "missing-approval"),
        ("review overdue", "overdue-review"),
    ):
        paths = {report.library.shown(item.spot.path) for item in report.findings if item.rule == rule}
        assert {item["path"] for item in all_of_it if item["what"] == what} == paths, rule
