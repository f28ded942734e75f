"""Nothing that changes what a document says goes untold, and nothing else is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import PROJECT
from smsbook.check.run import load
from smsbook.compare.bodies import differences
from smsbook.compare.comparison import DocumentChange
from smsbook.compare.documents import document_changes, layouts
from smsbook.compare.words import sentence
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.library.seal import canonical, seal

LIBRARY, _ = load(PROJECT / "sms")
KINDS = sorted({document.kind for document in LIBRARY.documents})
Route = tuple[Any, ...]


def sides(before: Document, after: Document) -> tuple[Library, Library]:
    """Two states of an SMS in which only one document may differ; all names are known."""
    return replace(LIBRARY, documents=(before,)), replace(LIBRARY, documents=(after,))


def saying(document: Document, body: Any) -> Document:
    return replace(document, body=body, text=json.dumps(body))


def changes(document: Document, body: Any) -> tuple[DocumentChange, ...]:
    return document_changes(*sides(document, saying(document, body)))


def routes(value: Any, route: Route = ()) -> Iterator[Route]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*route, key)
        if isinstance(inner, (dict, list)):
            yield from routes(inner, (*route, key))


def one_of_each(kind: str) -> Iterator[tuple[Document, Route]]:
    """Yield one place for each field that the documents of a kind fill, at whatever position of a list."""
    seen = set()
    for document in LIBRARY.of_kind(kind):
        for route in routes(document.body):
            shape = tuple(0 if isinstance(step, int) else step for step in route)
            if shape not in seen:
                seen.add(shape)
                yield document, route


def holder(body: Any, route: Route) -> Any:
    for step in route[:-1]:
        body = body[step]
    return body


def other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"{value[:-1]}{'b' if value.endswith('a') else 'a'}"
        case _:
            return "something"


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_is_told_when_it_changes_or_goes(kind: str) -> None:
    for document, route in one_of_each(kind):
        body, less = deepcopy(document.body), deepcopy(document.body)
        holder(body, route)[route[-1]] = other(holder(body, route)[route[-1]])
        del holder(less, route)[route[-1]]
        for mutant in (body, less):
            (change,) = changes(document, mutant)
            assert (change.title, change.path) == (document.title, document.path)
            assert change.differences
            assert all(sentence(item).strip() for item in change.differences)
            (back,) = document_changes(*reversed(sides(document, saying(document, mutant))))
            assert len(back.differences) == len(change.differences)


@pytest.mark.parametrize("kind", KINDS)
def test_lists_in_another_order_are_told_as_such(kind: str) -> None:
    for document, route in one_of_each(kind):
        body = deepcopy(document.body)
        items = holder(body, route)[route[-1]]
        if isinstance(items, list) and items != items[::-1]:
            items.reverse()
            (change,) = changes(document, body)
            (told,) = change.differences
            assert "in another order" in sentence(told)
            assert "added" not in sentence(told)


def test_what_is_laid_out_anew_says_nothing() -> None:
    for document in LIBRARY.documents:
        before, after = sides(document, saying(document, dict(reversed(document.body.items()))))
        assert not document_changes(before, after)
        assert layouts(before, after) == (document.path,)
        assert not layouts(before, before)


# --- bodies that nobody would write

TEXTS = st.sampled_from(
    ["", "a", "b", " a", "a\nb", "a b", "a  b", "é", "e\u0301", "1", "true", "P12M", "P1Y"]
) | st.text(max_size=5)
SCALARS = st.none() | st.booleans() | st.integers(-2, 2) | st.floats(-2, 2) | TEXTS
KEYS = st.sampled_from(
    [
        "id",
        "name",
        "title",
        "what",
        "role",
        "person",
        "metric",
        "value",
        "targets",
        "assignments",
        "related",
        "text",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
BODIES = st.dictionaries(st.sampled_from(["title", "summary", "targets", "status", "related", "odd"]), VALUES)


@settings(max_examples=150, deadline=None)
@given(BODIES, BODIES, st.sampled_from(["sla", "assignments", "process"]))
@example({"odd": True}, {"odd": 1}, "sla")
@example({"related": ["1"]}, {"related": [1]}, "sla")
def test_there_is_a_difference_where_the_seals_differ_and_only_there(
    before: dict[str, Any], after: dict[str, Any], kind: str
) -> None:
    told = differences(canonical(before), canonical(after), LIBRARY.kinds[kind].schema, (LIBRARY, LIBRARY))
    assert bool(told) == (seal(before) != seal(after))
    assert all(sentence(item).strip() for item in told)
    assert not differences(canonical(after), canonical(after), {}, (LIBRARY, LIBRARY))
