"""Documents in every layout that YAML allows and people use: for the tests of what keeps a layout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "one",
        "two words",
        "no",
        "1.10",
        "012",
        "2026-01-31",
        "18:00",
        "it's",
        'a "b" c',
        "ä ö €",
        "x: y",
        "# z",
    ]
)
NOTES = st.sampled_from(["", "", "", "\n", "# note\n", "\n# two\n# notes\n\n", "  # indented\n", "   \n"])
BEHIND = st.sampled_from(["", "", "", "  # behind", " # x: y", "   "])
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@st.composite
def scalar(draw: Any, indent: str) -> str:
    """A value as it stands behind a colon or a dash, with what ends its line."""
    text = draw(TEXT)
    style = draw(st.sampled_from(["plain", "single", "double", "folded", "literal", "long"]))
    behind = draw(BEHIND)
    plain = re.sub(r"[:#'\"]", "", text).strip()
    match style:
        case "single":
            return "'" + text.replace("'", "''") + "'" + behind
        case "double":
            return '"' + text.replace('"', '\\"') + '"' + behind
        case "folded" | "literal":
            mark = draw(st.sampled_from([">-", ">", "|-", "|", ">+", "|+"]))
            lines = draw(st.lists(st.one_of(TEXT, st.just("")), min_size=1, max_size=4))
            return f"{mark}{behind}\n" + "\n".join(f"{indent}{line}".rstrip() for line in [text, *lines])
        case "long":
            return f"{plain}\n{indent}{plain}"
        case _:
            return plain + behind


@st.composite
def mapping(draw: Any, fields: Mapping[str, str], step: int, behind: str) -> str:
    """A mapping as it stands behind a colon: as a block, or in braces."""
    if draw(st.booleans()) and all(re.fullmatch(r"[\w:.-]+", value) for value in fields.values()):
        return " {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}" + behind
    pad = " " * step
    lines = []
    for key, value in fields.items():
        space = " " * draw(st.integers(1, 3))
        lines.append(f"{draw(NOTES)}{pad}{key}:{space}{value}")
    return behind + "\n" + "\n".join(f"{line}{draw(BEHIND)}" for line in lines)


@st.composite
def entry(draw: Any, name: str, step: int) -> str:
    """A part of a document that is not touched: a text, a list, fields, or fields in a list."""
    pad = " " * step
    dash = " " * draw(st.integers(0, 4))
    match draw(st.sampled_from(["text", "list", "fields", "entries", "braces", "nothing"])):
        case "text":
            return f"{name}: {draw(scalar(pad))}"
        case "list":
            items = [draw(scalar(dash + "    ")) for _ in range(draw(st.integers(1, 3)))]
            return f"{name}:{draw(BEHIND)}\n" + "\n".join(f"{draw(NOTES)}{dash}- {item}" for item in items)
        case "fields":
            parts = [f"{pad}{key}: {draw(scalar(pad * 2))}" for key in ("seal", "date", "other")]
            return f"{name}:\n" + "\n".join(f"{draw(NOTES)}{part}" for part in parts)
        case "entries":
            inner = dash + "  "
            items = []
            for _ in range(draw(st.integers(1, 2))):
                status, following = draw(scalar(inner + "  ")), draw(scalar(inner + "  "))
                items.append(f"{dash}- status: {status}\n{draw(NOTES)}{inner}next: {following}")
            return f"{name}:\n" + "\n".join(items)
        case "braces":
            return f"{name}: {{status: approved, list: [a, 'b c',\n{pad} \"d\"]}}{draw(BEHIND)}"
        case _:
            return f"{name}:{draw(BEHIND)}"


@st.composite
def documents(draw: Any) -> str:
    """A document with a head in usual order or another, with or without approval and review."""
    step = draw(st.integers(1, 6))
    approval = {"by": "jo-doe", "role": "SMS.owner", "date": "2026-01-31", "seal": "s1:00ff", "note": "fine"}
    review = {"interval": "P12M", "next": "2027-01-31"}
    status = draw(st.sampled_from(["draft", "'draft'", '"in-review"', "approved", "  draft"]))
    parts = [f"status: {status}{draw(BEHIND)}"]
    some = draw(st.sets(st.sampled_from([*approval]), min_size=1))
    if draw(st.booleans()):
        chosen = {key: value for key, value in approval.items() if key in some}
        parts.append(f"approval:{draw(mapping(chosen, step, draw(BEHIND)))}")
    if draw(st.booleans()):
        parts.append(f"review:{draw(mapping(review, step, draw(BEHIND)))}")
    names = ["kind", "title", "summary", "rules", "text", "last"]
    parts += [draw(entry(name, step)) for name in names[: draw(st.integers(1, len(names)))]]
    if draw(st.booleans()):
        parts = draw(st.permutations(parts))
    first = ["", "", "# yaml-language-server: x\n", "# x\n\n", "---\n", "\n\n", "%YAML 1.2\n---\n"]
    begin = draw(st.sampled_from(first))
    ends = ["\n", "\n\n# end\n", *([] if re.search(r": [|>]|- [|>]", parts[-1]) else [""])]
    text = begin + "\n".join(f"{draw(NOTES)}{part}" for part in parts) + draw(st.sampled_from(ends))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
    return draw(st.sampled_from(["", "", "\ufeff"])) + text


def plainly(text: str) -> Any:
    """Read a text with PyYAML, every value as text: a second opinion."""
    return yaml.load(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)
