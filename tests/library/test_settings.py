"""What `sms.yml` says about rules: how heavy they are, their parameters, and what is wrong with it."""

from __future__ import annotations

import re
from datetime import date

import pytest

import shelf
from conftest import PROJECT
from smsbook.library.settings import fits
from smsbook.rules import CHECKS, MANUAL
from smsbook.source.finding import Finding

AS_OF = date(2026, 11, 21)
PEOPLE = "kind: people\nid: people\npeople:\n  - {id: jo-doe, name: Jo Doe}\n"
ALONE = "kind: assignments\nid: assignments\nassignments:\n  - {role: CHM.owner, person: jo-doe}\n"
TUNABLE = tuple(shelf.settings_kind().schema["properties"]["rules"]["properties"])


def checked(rules: str) -> tuple[list[Finding], tuple[Finding, ...]]:
    """Run all rules over one role without a deputy; return their findings, and those about the settings."""
    files = shelf.documents(PEOPLE, ALONE)
    files["sms.yml"] = f"name: Example\nstandards: [FitSM-1:v3.0.1]\nrules:\n{rules}"
    built, shape = shelf.library(files)
    found = [finding for rule in CHECKS for finding in rule(built, AS_OF) if finding.rule == "missing-deputy"]
    return found, shelf.located(built, shape)


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_rule_weighs_what_the_settings_say(severity: str) -> None:
    found, shape = checked(f"  missing-deputy: {{severity: {severity}}}\n")
    assert shape == ()
    assert [finding.severity for finding in found] == [severity]


def test_a_rule_that_is_off_is_silent() -> None:
    assert checked("  missing-deputy: {severity: off}\n") == ([], ())


def test_other_settings_change_nothing() -> None:
    found, shape = checked("  too-many-roles: {severity: off, most: 3}\n")
    assert shape == ()
    assert [finding.severity for finding in found] == ["warning"]


@pytest.mark.parametrize(
    ("rules", "line", "rule", "words"),
    [
        ("  missing-deputi: {severity: off}\n", 4, "unknown-key", "expected `missing-deputy`"),
        ("  missing-deputy: {severity: quiet}\n", 4, "value-not-allowed", "error, warning, info, off"),
        ("  broken-reference: {severity: off}\n", 4, "unknown-key", "expected one of"),
        ("  missing-deputy: off\n", 4, "wrong-type", "expected the fields"),
        ("  too-many-roles:\n    most: twelve\n", 5, "wrong-type", "a whole number, 1 or more"),
        ("  too-many-roles:\n    most: 0\n", 5, "wrong-form", "a whole number, 1 or more"),
        ("  missing-deputy: {except: CHM.owner}\n", 4, "wrong-type", "a list"),
        ("  missing-deputy:\n    except:\n      - CHM owner\n", 6, "wrong-form", "`*` may stand"),
        ("  incompatible-roles:\n    pairs:\n      - one: [SMS.owner]\n", 6, "missing-key", "`other`"),
    ],
)
def test_wrong_settings_are_findings_with_a_place(rules: str, line: int, rule: str, words: str) -> None:
    _, shape = checked(rules)
    assert [(finding.rule, finding.spot.path, finding.position.line) for finding in shape] == [
        (rule, "sms.yml", line)
    ]
    assert words.replace("`*`", "*") in shape[0].message.replace("`*`", "*")
    assert shape[0].position.column > 0


@pytest.mark.parametrize(
    "rules",
    [
        "  - missing-deputy\n",
        "  missing-deputy: {severity: [off]}\n",
        "  missing-deputy: {only: {a: b}, except: [[a], {b: c}]}\n",
        "  incompatible-roles: {pairs: SMS.owner}\n",
        "  incompatible-roles: {pairs: [SMS.owner, [a], {one: a, other: {b: c}, why: [d]}]}\n",
        "  too-many-roles: {most: [2]}\n",
    ],
)
def test_wrong_settings_leave_rules_as_they_are(rules: str) -> None:
    found, shape = checked(rules)
    assert shape
    assert [finding.severity for finding in found] == ["warning"]


def test_only_rules_about_roles_and_indicators_can_be_set() -> None:
    """What makes the documents fit together is not a matter of taste."""
    assert set(TUNABLE) < {rule.id for rule in MANUAL}
    assert "broken-reference" not in TUNABLE


@pytest.mark.parametrize("rule", TUNABLE)
def test_every_rule_in_the_settings_has_a_severity(rule: str) -> None:
    fields = shelf.settings_kind().schema["properties"]["rules"]["properties"][rule]["properties"]
    assert fields["severity"]["enum"] == ["error", "warning", "info", "off"]


@pytest.mark.parametrize(
    ("role", "pattern", "expected"),
    [
        ("CHM.owner", "CHM.owner", True),
        ("CHM.owner", "*.owner", True),
        ("CHM.owner", "CHM.*", True),
        ("CHM.owner", "*", True),
        ("CHM.change-owner", "*.owner", False),
        ("CHM.owner", "chm.owner", False),
        ("CHM.owner", "owner", False),
    ],
)
def test_patterns(role: str, pattern: str, expected: bool) -> None:
    assert fits(role, (pattern,)) is expected


def manual() -> str:
    return (PROJECT / "docs/time-and-roles.md").read_text(encoding="utf-8")


def test_the_example_in_the_documentation_is_sound() -> None:
    (example,) = re.findall(r"^```yaml\nrules:\n(.*?)^```$", manual(), re.MULTILINE | re.DOTALL)
    found, shape = checked(example)
    assert shape == ()
    assert [finding.severity for finding in found] == ["warning"]


def test_every_setting_is_documented_for_its_rules() -> None:
    rules = shelf.settings_kind().schema["properties"]["rules"]["properties"]
    assert [name for name in rules if f"`{name}`" not in manual()] == []
    for setting in sorted({key for rule in rules.values() for key in rule["properties"]} - {"severity"}):
        row = re.search(rf"^\| `{setting}` \| ([^|]*) \|", manual(), re.MULTILINE)
        assert row is not None, setting
        having = {name for name, rule in rules.items() if setting in rule["properties"]}
        assert set(re.findall(r"`([a-z-]+)`", row[1])) == having
