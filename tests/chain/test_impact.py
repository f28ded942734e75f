"""What `smsbook impact` prints: `kept.sms` is a small SMS with something of each kind.

`UPDATE_GOLD=1 .venv/bin/pytest tests/chain` writes the expected outputs.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import gold
import shelf
from conftest import AS_OF, PROJECT, smsbook
from smsbook.check.impact import Impact, impact_in
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.check.touched import GROUPS
from smsbook.check.touching import STANDING
from smsbook.reports.impact_list import FORMATS, render
from smsbook.source.folder import CouldNotRun

HERE = Path(__file__).parent
DAY = date.fromisoformat(AS_OF)
FALLING = (
    "CMP-line",
    "CMP-filter-a",
    "UA-line",
    "SLA-default",
    "SUP-telco",
    "CUS-bank",
    "jo-doe",
    "SLM.owner",
)


def found(id: str, *changes: tuple[str, str]) -> Impact:
    """Return what falls away with an id in the small SMS; each change replaces a text that stands in it."""
    texts = shelf.sections(HERE / "kept.sms")
    for old, new in changes:
        (path,) = (path for path, text in texts.items() if old in text)
        texts[path] = texts[path].replace(old, new, 1)
    return impact_in(shelf.library(texts)[0], id, DAY)


@cache
def example() -> Report:
    """Return the report about the example, read once."""
    return check(PROJECT / "sms", DAY)


def in_example(id: str) -> Impact:
    """Return what falls away with an id in the example."""
    return impact_in(example().library, id, DAY, example().coverage)


def ids(of: Impact, group: str) -> dict[str, str]:
    """Return what is touched in a group, and how hard."""
    return {each.id: each.need for each in of.group(group)}


def test_the_whole_output() -> None:
    gold.hold("\n".join(f"--- {id}\n{render(found(id), 'text')}" for id in FALLING), HERE / "impact.txt")


def test_the_whole_output_for_programs() -> None:
    gold.hold(render(found("CMP-line"), "json"), HERE / "impact.json")


@pytest.mark.parametrize("form", FORMATS)
def test_the_example_by_the_command(form: str) -> None:
    done = smsbook("impact", "CMP-data-centre", "--format", form, "--as-of", AS_OF, cwd=PROJECT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == render(in_example("CMP-data-centre"), form)


def test_the_whole_output_for_the_example() -> None:
    gold.hold(render(in_example("CMP-data-centre"), "text"), HERE / "example.impact.txt")


def test_a_required_part_stops_its_service_and_a_stand_in_does_not() -> None:
    assert ids(found("CMP-line"), "services") == {"SVC-mail": "required"}
    assert ids(found("CMP-filter-a"), "services") == {"SVC-mail": "redundant"}
    both = ("groups:\n- {group: filters, needed: 1", "groups:\n- {group: filters, needed: 2")
    assert ids(found("CMP-filter-a", both), "services") == {"SVC-mail": "required"}
    assert ids(found("SVC-web"), "services") == {"SVC-mail": "best-effort"}


def test_the_hardest_way_counts_not_the_shortest() -> None:
    direct = ("- {component: SVC-web, need: best-effort", "- {component: SVC-web, need: required")
    server = (
        "- {component: CMP-server, need: required, purpose: Holds the mail.}",
        "- {component: CMP-server, need: best-effort, purpose: Holds the mail.}",
    )
    (mail,) = (
        each for each in found("CMP-server", direct, server).group("services") if each.id == "SVC-mail"
    )
    assert (mail.need, [step.touched for step in mail.way]) == ("required", ["SVC-web", "SVC-mail"])


def test_a_customer_that_leaves_touches_no_other_customer() -> None:
    touched = found("CUS-bank")
    assert ids(touched, "customers") == {}
    assert set(ids(touched, "agreements")) == {"SLA-mail"}


def test_without_the_default_agreement_only_those_without_their_own_are_left_alone() -> None:
    assert set(ids(found("SLA-default"), "customers")) == {"CUS-shop"}


def test_a_person_touches_the_roles_held_today_and_what_they_own() -> None:
    assert ids(found("jo-doe"), "roles") == {"CONFM.owner": "required", "SLM.owner": "redundant"}
    assert set(ids(found("jo-doe"), "components")) == {"CMP-server", "CMP-line"}
    assert ids(found("kim-roe"), "roles") == {"SLM.owner": "redundant"}


def test_a_retired_service_is_not_touched() -> None:
    retired = ("kind: service\nid: SVC-mail", "kind: service\nstatus: retired\nid: SVC-mail")
    assert ids(found("CMP-line", retired), "services") == {}


def test_a_circle_ends() -> None:
    circle = (
        "kind: component\nid: CMP-line\n",
        "kind: component\nid: CMP-line\ncomponents:\n- {component: SVC-mail, need: required, purpose: X.}\n",
    )
    assert set(ids(found("CMP-line", circle), "services")) == {"SVC-mail"}


def test_the_requirements_are_those_it_is_evidence_for() -> None:
    shown = ids(in_example("SUP-brightline"), "requirements")
    assert {"FitSM-1:v3.0.1 PR8.1", "FitSM-1:v3.0.1 PR8.3", "FitSM-1:v3.0.1 PR2.4"} <= set(shown)
    person = ids(in_example("marit-halvorsen"), "requirements")
    assert "FitSM-1:v3.0.1 GR1.1" in person


@pytest.mark.parametrize(
    "id", ["CMP-identity", "OLA-tape", "SUP-aldermoor-it", "CUS-lifesci", "marit-halvorsen"]
)
def test_each_way_leads_from_what_falls_away_to_what_is_touched(id: str) -> None:
    data = json.loads(render(in_example(id), "json"))
    assert data["falls_away"]["id"] == id
    assert sum(data["summary"].values()) == len(data["touched"]) > 0
    for each in data["touched"]:
        steps = each["way"]
        assert [steps[0]["from"], steps[-1]["to"]] == [id, each["id"]]
        assert all(one["to"] == other["from"] for one, other in pairwise(steps))
        assert each["need"] == max((step["need"] for step in steps), key=STANDING.index)
        assert each["group"] in GROUPS.values()
        for step in steps:
            lines = (PROJECT / step["path"]).read_text(encoding="utf-8").splitlines()
            assert lines[step["line"] - 1].strip()


def test_text_says_what_json_says() -> None:
    touched = found("CMP-line")
    data, text = json.loads(render(touched, "json")), render(touched, "text")
    heads = re.findall(r"^  (\S+) «", text, re.MULTILINE)
    assert heads == [each["id"] for each in data["touched"]]


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("CMP-identty", "there is nothing with the id `CMP-identty`; did you mean CMP-identity?"),
        ("POL-access-control", "which is of the kind policy; expected a component, service, agreement"),
    ],
)
def test_what_cannot_fall_away_is_said_clearly(id: str, told: str) -> None:
    with pytest.raises(CouldNotRun, match=re.escape(told)):
        impact_in(example().library, id, DAY)


def test_no_character_steers_the_terminal() -> None:
    text = render(found("CMP-line", ("title: Mail\n", 'title: "Mail\\e[31m\\u202e"\n')), "text")
    assert not re.search("[\x1b\u202e]", text)
