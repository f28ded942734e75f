"""The fast validator and the reference implementation say the same, and nothing crashes the check."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import shelf
from conftest import PROJECT
from smsbook.check.locate import Locator
from smsbook.coverage import gaps
from smsbook.coverage.evaluate import evaluate
from smsbook.rules import CHECKS
from smsbook.source.tree import build
from smsbook.standard.catalogue import load_catalogue

SMS = PROJECT / "sms"
PATHS = sorted(path.relative_to(SMS).as_posix() for path in SMS.rglob("*.yml") if path.name != "sms.yml")
EDITION = "FitSM-1:v3.0.1"
AS_OF = date(2026, 11, 21)
_WORDS = [None, "", "x", "soon", "2026-01-31", "2026-13-01", "P1M", "approved", "SVC-compute", True, 1]
_FORMS = [[], ["x"], [None], [["x"]], [{"a": "b"}], {}, {"x": "y"}, {"x": ["y"]}]
NEW = st.sampled_from([*_WORDS, *_FORMS])
SOME = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def text(path: str) -> str:
    return (SMS / path).read_text(encoding="utf-8")


@cache
def content(path: str) -> Any:
    return build(text(path), path).data


@cache
def oracle(kind: str) -> jsonschema.Draft202012Validator:
    checker = jsonschema.FormatChecker(["date"])
    return jsonschema.Draft202012Validator(shelf.kinds()[kind].schema, format_checker=checker)


def spots(data: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the route of every value."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*route, key)
        yield from spots(value, (*route, key))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """Take a document of the example SMS, and change a few places in it."""
    path = draw(st.sampled_from(PATHS))
    data = copy.deepcopy(content(path))
    for _ in range(draw(st.integers(1, 3))):
        route = draw(st.sampled_from(list(spots(data))))
        container = data
        for step in route[:-1]:
            container = container[step]
        match draw(st.sampled_from(["change", "remove", "rename", "double"])):
            case "change":
                container[route[-1]] = copy.deepcopy(draw(NEW))
            case "remove":
                del container[route[-1]]
            case "rename" if isinstance(container, dict):
                container[route[-1] + draw(st.sampled_from(["x", "s", "-"]))] = container.pop(route[-1])
            case "double" if isinstance(container, list):
                container.append(copy.deepcopy(container[route[-1]]))
        if not data:
            break
    return path, data


def bare(path: Any) -> tuple[Any, ...]:
    return tuple(path)


@given(mutated())
@SOME
def test_both_validators_find_the_same(case: tuple[str, Any]) -> None:
    path, data = case
    kind = content(path)["kind"]
    fast = {
        (bare(error.instance_path), error.kind.name)
        for error in shelf.kinds()[kind].validator.iter_errors(data)
    }
    slow = {(bare(error.absolute_path), str(error.validator)) for error in oracle(kind).iter_errors(data)}
    assert {(route, _same(word)) for route, word in fast} == {(route, _same(word)) for route, word in slow}


def _same(word: str) -> str:
    """Inside `propertyNames` the one names the outer keyword and the other the inner one."""
    return "names" if word in ("propertyNames", "pattern") else word


@pytest.mark.parametrize("path", PATHS)
def test_both_validators_accept_the_example(path: str) -> None:
    built, findings = shelf.library({path: text(path)})
    assert findings == []
    document = built.documents[0]
    assert list(oracle(document.kind).iter_errors(document.body)) == []


@pytest.mark.parametrize("path", PATHS[::7])
def test_the_oracle_can_disagree(path: str) -> None:
    data = {**content(path), "status": "aproved", "weather": "fine"}
    errors = {str(error.validator) for error in oracle(data["kind"]).iter_errors(data)}
    assert {"enum", "additionalProperties"} <= errors


@given(mutated())
@settings(parent=SOME, max_examples=60)
def test_no_document_crashes_the_check(case: tuple[str, Any]) -> None:
    path, data = case
    changed = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    others = {other: text(other) for other in PATHS if other.startswith(("roles/", "processes/C", "plans/"))}
    built, findings = shelf.library({**others, path: changed, "sms.yml": (SMS / "sms.yml").read_text()})
    for rule in CHECKS:
        findings += rule(built, AS_OF)
    findings += gaps.findings([evaluate(built, load_catalogue(EDITION), AS_OF)])
    lines = changed.count("\n") + 1
    for finding in Locator(built).locate(findings):
        assert finding.message and finding.mend
        if finding.spot.path == path:
            assert 1 <= finding.position.line <= lines


@given(mutated())
@SOME
def test_what_the_oracle_rejects_is_a_finding(case: tuple[str, Any]) -> None:
    path, data = case
    kind = content(path)["kind"]
    if not isinstance(data, dict) or data.get("kind") != kind:
        return
    changed = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    built, findings = shelf.library({path: changed})
    document = built.documents[0]
    if not findings:
        assert list(oracle(kind).iter_errors(document.body)) == []
