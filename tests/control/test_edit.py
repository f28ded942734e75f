"""Fields of a document are changed, and every other line stays as it is, in every layout."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from control.layouts import documents, plainly
from smsbook.control.edit import edited
from smsbook.source.finding import Route
from smsbook.source.folder import CouldNotRun
from smsbook.source.tree import Places, build

PROJECT = Path(__file__).resolve().parents[2]
SEAL = f"s1:{'0f' * 32}"
APPROVED: dict[Route, str | None] = {
    ("status",): "approved",
    ("approval", "by"): "marit-halvorsen",
    ("approval", "role"): "SMS.owner",
    ("approval", "date"): "2026-11-21",
    ("approval", "seal"): SEAL,
    ("approval", "note"): None,
    ("review", "next"): "2027-11-21",
}
FILES = sorted((PROJECT / "sms").rglob("*.yml"))


def untouched(text: str) -> list[str]:
    """The lines of a text, with their ends, that belong to no field that is changed."""
    places = Places()
    build(text, "", places)
    lines = text.splitlines(keepends=True)
    starts = sorted({position.line for route, position in places.keys.items() if len(route) <= 2})
    changed = {places.keys[route].line for route in APPROVED if route in places.keys}
    changed |= {places.keys[(name,)].line for name in ("approval", "review") if (name,) in places.keys}
    owner = {
        line: max((start for start in starts if start <= line), default=0)
        for line in range(1, len(lines) + 1)
    }
    kept = []
    for number, line in enumerate(lines, 1):
        note = not line.strip() or line.lstrip().startswith("#")
        if owner[number] not in changed or (note and owner[number] != number):
            kept.append(line)
    return kept


def is_kept(lines: list[str], text: str) -> bool:
    """Tell whether all these lines stand in the text, in this order; the last may have been given an end."""
    rest = iter(text.splitlines(keepends=True))
    end = "\r\n" if "\r\n" in text else "\n"
    ended = [line if line.endswith(("\n", "\r")) else f"{line}{end}" for line in lines]
    return all(
        any(found in (line, ending) for found in rest) for line, ending in zip(lines, ended, strict=True)
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_of_the_example_keep_every_other_line(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    result = edited(text, APPROVED)
    before, after = text.splitlines(keepends=True), result.splitlines(keepends=True)
    changed = [
        line
        for tag, start, stop, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
        for line in (*before[start:stop], *after[begin:end])
    ]
    fields = (
        "status:",
        "approval:",
        "  by:",
        "  role:",
        "  date:",
        "  seal:",
        "  note:",
        "review:",
        "  next:",
    )
    assert all(line.startswith((*fields, "    ")) for line in changed), changed
    assert sum("    " in line[:4] for line in changed) <= 6  # the lines of a note that was folded
    assert result.count(SEAL) == 1


@settings(max_examples=70, deadline=None)
@given(documents())
def test_any_layout_keeps_every_other_line(text: str) -> None:
    body = text.removeprefix("\ufeff")
    result = edited(text, APPROVED)
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    assert is_kept(untouched(body), result.removeprefix("\ufeff"))
    assert ("\r\n" in text) == ("\r\n" in result)
    before, after = plainly(text), plainly(result)
    assert after["status"] == "approved"
    assert after["review"]["next"] == "2027-11-21"
    assert after["approval"] == {
        "by": "marit-halvorsen",
        "role": "SMS.owner",
        "date": "2026-11-21",
        "seal": SEAL,
    }
    heads = ("status", "approval", "review")
    assert [item for item in before.items() if item[0] not in heads] == [
        item for item in after.items() if item[0] not in heads
    ]
    assert edited(result, APPROVED) == result


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
    | st.text(" ab#:-'\"\n", min_size=1)
)
def test_any_note_is_read_as_it_was_said(note: str) -> None:
    text = "status: draft\nlast: one\n"
    note = note.strip()
    if note:
        assert plainly(edited(text, {("approval", "note"): note}))["approval"]["note"] == note


CASES = {
    "approval comes where the head has it, above the notes of what follows": (
        "kind: policy\nowner: X # y\n\n# what it is about\npurpose: z\n",
        {("approval", "by"): "jo"},
        "kind: policy\nowner: X # y\napproval:\n  by: jo\n\n# what it is about\npurpose: z\n",
    ),
    "indentation is that of the file": (
        "kind: policy\nreview:\n    interval: P1Y\n",
        {("approval", "by"): "jo"},
        "kind: policy\napproval:\n    by: jo\nreview:\n    interval: P1Y\n",
    ),
    "a value keeps its quotes and the comment behind it": (
        "status: 'draft'   # so far\n",
        {("status",): "approved"},
        "status: 'approved' # so far\n",
    ),
    "braces": (
        "status: draft # so far\napproval: {by: jo}  # who\n",
        {("approval", "role"): "SMS.owner"},
        "status: draft # so far\napproval: {by: jo, role: SMS.owner} # who\n",
    ),
    "an empty approval is filled": (
        "status: draft\napproval:\n# next\nreview: {}\n",
        {("approval", "by"): "jo"},
        "status: draft\napproval:\n  by: jo\n# next\nreview: {}\n",
    ),
    "long notes are folded": (
        "approval:\n  by: jo\n",
        {("approval", "note"): " ".join(["word"] * 25)},
        f"approval:\n  by: jo\n  note: >-\n    {' '.join(['word'] * 19)}\n    {' '.join(['word'] * 6)}\n",
    ),
    "a note of several lines stays one": (
        "approval:\n  by: jo\n",
        {("approval", "note"): "one\ntwo"},
        "approval:\n  by: jo\n  note: |-\n    one\n    two\n",
    ),
    "a text that would be a number is quoted": (
        "version: 1\n",
        {("version",): "2.0"},
        'version: "2.0"\n',
    ),
    "nothing to change": ("a:   1\n", {("a",): "1", ("b", "c"): None}, "a:   1\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_layout(name: str) -> None:
    text, changes, expected = CASES[name]
    assert edited(text, changes) == expected
    assert edited(text.replace("\n", "\r\n"), changes) == expected.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "status: &s draft\nother: *s\n",
        "status: draft\napproval: &a {by: x}\nrules: *a\n",
        "other: &o {by: x}\napproval: *o\nstatus: draft\n",
    ],
)
def test_what_cannot_be_changed_alone_is_refused_or_right(text: str) -> None:
    """A part that stands in two places cannot be changed in one of them without a word."""
    before = plainly(text)
    try:
        after = plainly(edited(text, APPROVED))
    except CouldNotRun as error:
        assert "without touching other lines" in str(error)
    else:
        assert after["status"] == "approved"
        assert {key: after[key] for key in ("other", "rules") if key in after} == {
            key: before[key] for key in ("other", "rules") if key in before
        }


def test_a_text_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(CouldNotRun, match="before it can be read"):
        edited("status: [\n", APPROVED)
