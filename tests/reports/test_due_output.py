"""What `smsbook due` prints, in each format, on a small SMS where much is due.

`UPDATE_GOLD=1 .venv/bin/pytest tests/reports` writes the gold files `partly.due.*`.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from markdown_it import MarkdownIt

import gold
from conftest import AS_OF, PROJECT, replace, smsbook
from smsbook.check.agenda import agenda
from smsbook.check.run import check
from smsbook.reports.due_list import FORMATS, render
from smsbook.source import duration
from smsbook.source.finding import Cause

HERE = Path(__file__).parent
DAY = date.fromisoformat(AS_OF)
ENDINGS = {"text": "txt", "json": "json", "markdown": "md", "icalendar": "ics"}
RULES = {
    "overdue-review",
    "overdue-step",
    "ended-assignment",
    "ended-agreement",
    "outdated-record",
    "lapsed-plan",
}
Printed = Callable[..., str]


@pytest.fixture
def partly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the partly documented SMS in `sms/`; the current one."""
    shutil.copytree(HERE / "partly", tmp_path / "sms")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def printed(partly: Path) -> Printed:
    """Render what is due in this process."""

    def run(form: str = "text", within: str = "P30D", role: str = "", as_of: date = DAY) -> str:
        return render(agenda(Path("sms"), as_of, within, role), form)

    return run


def tasks(text: str) -> list[dict]:  # type: ignore[type-arg]
    return [task for duty in json.loads(text)["roles"] for task in duty["tasks"]]


def events(text: str) -> list[vobject.base.Component]:
    return list(getattr(vobject.readOne(text), "vevent_list", []))


# --- whole outputs


@pytest.mark.parametrize("form", FORMATS)
def test_the_whole_output(printed: Printed, form: str) -> None:
    written = printed(form).replace("\r\n", "\n")  # git may change the ends of lines; see below for them
    gold.hold(written, HERE / f"partly.due.{ENDINGS[form]}")
    assert printed(form) == printed(form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_it_and_is_always_content(partly: Path, form: str) -> None:
    done = smsbook("due", "sms", "--format", form, "--as-of", AS_OF, cwd=partly)
    assert (done.returncode, done.stderr) == (0, "")
    expected = (HERE / f"partly.due.{ENDINGS[form]}").read_text(encoding="utf-8")
    assert done.stdout.splitlines() == expected.splitlines()


def test_every_sort_of_task_is_in_the_example(printed: Printed) -> None:
    assert {task["rule"] for task in tasks(printed("json"))} == RULES


# --- what is due is what a check will say


@pytest.mark.parametrize("within", ["P0D", "PT4H", "P1D", "P30D", "P2W", "P6M", "P10Y", "P9999Y"])
def test_it_is_what_a_strict_check_will_find_then(partly: Path, printed: Printed, within: str) -> None:
    until = duration.after(DAY, within)
    assert until is not None
    report = check(Path("sms"), until, strict_time=True)
    expected = Counter(
        (finding.rule, report.library.shown(finding.spot.path), finding.position.line)
        for finding in report.findings
        if finding.cause is Cause.TIME
    )
    data = json.loads(printed("json", within))
    found = Counter((task["rule"], task["path"], task["line"]) for task in tasks(json.dumps(data)))
    assert found == expected
    assert all(task["due"] < until.isoformat() for task in tasks(json.dumps(data)))
    assert all(task["overdue"] == (task["due"] < AS_OF) for task in tasks(json.dumps(data)))
    assert data["summary"]["overdue"] + data["summary"]["soon"] == sum(expected.values())


@pytest.mark.parametrize("within", ["P3M", "P3Y"])
def test_it_is_so_in_the_whole_example_too(within: str) -> None:
    found = agenda(PROJECT / "sms", DAY, within)
    report = check(PROJECT / "sms", found.until, strict_time=True)
    expected = Counter(finding for finding in report.findings if finding.cause is Cause.TIME)
    assert Counter(task.finding for task in found.tasks) == expected
    assert all(task.finding.task and task.finding.due for task in found.tasks)


def test_a_check_says_the_same_in_json(partly: Path, printed: Printed) -> None:
    until = agenda(Path("sms"), DAY, "P30D").until.isoformat()
    done = smsbook("check", "sms", "--format", "json", "--strict-time", "--as-of", until, cwd=partly)
    found = [item for item in json.loads(done.stdout)["findings"] if item["cause"] == "time"]
    said = [(duty["role"], task) for duty in json.loads(printed("json"))["roles"] for task in duty["tasks"]]
    assert Counter((item["role"], item["due"], item["task"]) for item in found) == Counter(
        (role, task["due"], task["task"]) for role, task in said
    )
    assert all("task" not in item for item in json.loads(done.stdout)["findings"] if item["cause"] != "time")


def test_one_file_as_path(partly: Path) -> None:
    done = smsbook("due", "sms/policies/POL-a.yml", "--format", "json", "--as-of", AS_OF, cwd=partly)
    assert [task["document"] for task in tasks(done.stdout)] == ["POL-a"]


def test_tasks_hold_neither_day_nor_title(partly: Path) -> None:
    for task in agenda(PROJECT / "sms", DAY, "P1Y").tasks:
        if task.finding.rule != "overdue-step":  # there it is the words of the step
            assert task.document.title not in task.finding.task
            assert task.due.isoformat() not in task.finding.task


# --- the formats say the same


def test_overdue_comes_first_and_then_the_earliest(printed: Printed) -> None:
    for duty in json.loads(printed("json", "P6M"))["roles"]:
        days = [task["due"] for task in duty["tasks"]]
        assert days == sorted(days)
        assert [task["overdue"] for task in duty["tasks"]] == sorted(
            (task["overdue"] for task in duty["tasks"]), reverse=True
        )


def test_text_and_markdown_say_what_json_says(printed: Printed) -> None:
    text, data = printed(), json.loads(printed("json"))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(printed("markdown"))
    assert html.count("<h2>") == len(data["roles"])
    assert html.count("<li>[ ] ") == len(tasks(json.dumps(data)))
    for duty in data["roles"]:
        assert f"\n{duty['role']}" in f"\n{text}"
        for holder in duty["holders"]:
            assert holder["name"] in text
        for task in duty["tasks"]:
            word = "overdue" if task["overdue"] else "due    "
            assert f"{word}  {task['due']}  {task['task']} («{task['title']}»)  [{task['rule']}]" in text
            assert f"{task['path']}:{task['line']}\n" in text
            assert task["mend"] in text
            assert task["due"] in html


def test_a_vacant_role_is_said_to_be_vacant(printed: Printed) -> None:
    assert "ROLE-auditor\n  vacant: nobody holds it\n" in printed()


def test_a_document_without_owner(partly: Path, printed: Printed) -> None:
    replace(partly / "sms/policies/POL-a.yml", "owner: SMS.owner\n", "")
    assert "no role: the documents name no owner\n  overdue  2026-11-01  review of POL-a" in printed()
    for form in FORMATS:
        assert "POL-a" in printed(form)


def test_files_that_cannot_be_read_are_named(partly: Path, printed: Printed) -> None:
    (partly / "sms/policies/POL-a.yml").write_text("kind: policy\nid: [")
    assert "1 file cannot be read, and may hold more: sms/policies/POL-a.yml" in printed()
    assert "1 file cannot be read" in printed("markdown")
    assert json.loads(printed("json"))["summary"]["unreadable"] == 1


# --- one role


def test_only_one_role(printed: Printed) -> None:
    (duty,) = json.loads(printed("json", role="SMS.owner"))["roles"]
    assert (duty["role"], duty["holders"][0]["name"]) == ("SMS.owner", "Jo Doe")


def test_a_role_with_nothing_to_do(printed: Printed) -> None:
    assert printed(role="CHM.owner") == ("2026-11-21: 0 overdue, 0 due within 30 days, before 2026-12-21\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--role", "SMS.owne"], "there is no role `SMS.owne`; did you mean SMS.owner"),
        (["--role", "jo-doe"], "there is no role `jo-doe`"),
        (["--within", "30"], "`30` is no duration; expected one such as P30D (30 days)"),
        (["--within", ""], "`` is no duration; expected one such as P30D (30 days)"),
        (["--format", "poem"], "'poem' is not one of"),
    ],
)
def test_what_means_nothing_is_said_clearly(partly: Path, arguments: list[str], told: str) -> None:
    done = smsbook("due", "sms", *arguments, cwd=partly)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_an_sms_where_nothing_is_due(tmp_path: Path) -> None:
    (tmp_path / "sms/policies").mkdir(parents=True)
    (tmp_path / "sms/sms.yml").write_text("name: x\nstandards: [FitSM-1:v3.0.1]\n")
    (tmp_path / "sms/policies/POL-x.yml").write_text("kind: policy\nid: POL-x\n")
    found = agenda(tmp_path, DAY, "P1Y")
    assert found.tasks == ()
    assert json.loads(render(found, "json"))["roles"] == []
    assert events(render(found, "icalendar")) == []
    assert render(found, "markdown").count("\n") == 1


# --- the calendar, read with another library


def test_a_calendar_program_reads_what_json_says(printed: Printed) -> None:
    found = events(printed("icalendar"))
    listed = [(duty, task) for duty in json.loads(printed("json"))["roles"] for task in duty["tasks"]]
    assert len(found) == len(listed) > 5
    for event, (duty, task) in zip(found, listed, strict=True):
        due = date.fromisoformat(task["due"])
        assert (event.dtstart.value, event.dtend.value) == (due, due + timedelta(days=1))
        assert type(event.dtstart.value) is date  # a whole day, and no hour in some zone
        assert event.summary.value == ("overdue: " if task["overdue"] else "") + task["task"]
        assert task["mend"] in event.description.value
        assert f"{task['path']}:{task['line']}" in event.description.value
        assert event.categories.value == [duty["role"]]
        stamp: datetime = event.dtstamp.value
        assert stamp.isoformat() == f"{AS_OF}T00:00:00+00:00"


def test_lines_are_folded_and_end_as_the_standard_says(printed: Printed) -> None:
    text = printed("icalendar")
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def uids(text: str) -> dict[str, str]:
    return {event.uid.value: event.summary.value.removeprefix("overdue: ") for event in events(text)}


def test_an_event_keeps_its_uid(partly: Path, printed: Printed) -> None:
    before = uids(printed("icalendar"))
    assert len(before) == len(events(printed("icalendar")))
    replace(partly / "sms/policies/POL-a.yml", "First policy", "Another title")
    replace(partly / "sms/policies/POL-a.yml", "kind: policy", "# shifts all lines\n\nkind: policy")
    replace(partly / "sms/policies/POL-a.yml", "2026-11-01", "2026-11-30")
    assert uids(printed("icalendar")) == before
    assert uids(printed("icalendar", as_of=DAY + timedelta(days=3))) == before


def test_two_tasks_in_the_same_words_are_two_events(partly: Path, printed: Printed) -> None:
    replace(
        partly / "sms/records/REC-2026-01-10-management-review.yml",
        "actions:\n",
        "actions:\n  - {what: Name an auditor, responsible: SMS.owner, due: 2026-04-30, status: open}\n",
    )
    found = events(printed("icalendar", role="SMS.owner"))
    named = [event for event in found if "Name an auditor" in event.summary.value]
    assert len(named) == len({event.uid.value for event in named}) == 2


# --- content means nothing


HOSTILE = "Do it; a, b: c\\nBEGIN:VEVENT\\r\\nX-A:1 <b>@all</b> [x](javascript:y) #7 \\e[31m\\u202e"


def hostile(folder: Path) -> None:
    replace(folder / "sms/policies/POL-a.yml", "title: First policy", f'title: "{HOSTILE}"')
    replace(
        folder / "sms/records/REC-2026-01-10-management-review.yml",
        "{what: Name an auditor,",
        f'{{what: "{HOSTILE}",',
    )
    replace(folder / "sms/roles/people.yml", "name: Jo Doe", f'name: "{HOSTILE}"')


def test_hostile_text(partly: Path, printed: Printed) -> None:
    before = {form: printed(form) for form in FORMATS}
    hostile(partly)
    for form in ("text", "markdown", "icalendar"):
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", printed(form)), form
    assert printed().count("\n") == before["text"].count("\n")
    assert len(events(printed("icalendar"))) == len(events(before["icalendar"]))
    titles = [event.description.value.splitlines()[0] for event in events(printed("icalendar"))]
    assert any("Do it; a, b: c BEGIN:VEVENT X-A:1 <b>@all</b>" in title for title in titles)
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    kinds = [
        Counter(inner.type for token in parser.parse(text) for inner in (token, *(token.children or ())))
        for text in (before["markdown"], printed("markdown"))
    ]
    assert kinds[1] - kinds[0] == Counter(), "content became a mark"
    assert "@all" not in printed("markdown")
