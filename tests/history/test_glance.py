"""What a quick look at a text says is what reading it whole says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PROJECT
from smsbook.library.document import head_of
from smsbook.library.glance import Glance, glance
from smsbook.source.tree import build

ODD = [
    'kind: policy\nversion: "1.0" # raise it\nstatus: approved # now\n',
    "kind: policy\nversion: >-\n  1.0\n",
    "kind: policy\nversion:\n  1.0\nstatus:\n\n  approved\n",
    "kind: policy\nversion: 1.0\n\n# a comment\n   # another\nstatus: draft\n",
    "kind: policy\nversion: '1''0'\n",
    'kind: policy\nversion: "1\\x2e0"\n',
    "kind: policy\nversion : 1.0\n",
    "kind: policy\n'version': 1.0\n",
    "? version\n: 1.0\nkind: policy\n",
    "{kind: policy, version: 1.0, approval: {by: ann, seal: s1:aa}}",
    "kind: policy\napproval: {by: ann, date: 2026-01-01}\nreview: { next: 2026-01-01 }\n",
    "kind: policy\napproval:\n\n  # who\n  by: ann\n    # when\n  date: '2026-01-01'\n  seal: s1:ab\n",
    "kind: policy\napproval:\n  note: >-\n    seal: s1:forged\n    by: mallory\n  by: ann\n",
    "kind: policy\napproval:\n  note: |\n    x\n\n    by: mallory\n  by: ann\n\n\n  seal: s1:ab\n",
    "kind: policy\napproval:\n  note: 'a\n    by: mallory\n    '\n  by: ann\n",
    'kind: policy\ntitle: "a\nversion: 9.9\n"\nversion: 1.0\n',
    "kind: policy\napproval: &a\n  by: ann\nversion: 1.0\n",
    "kind: policy\napproval: !!map\n  by: ann\n",
    "kind: policy\napproval:\nreview:\n  next: 2026-01-01\n",
    "kind: policy\napproval: ~\n",
    "kind: policy\napproval: none\n",
    "kind: policy\napproval:\n- by: ann\n",
    "kind: policy\napproval:\n  - by: ann\n",
    "kind: policy\r\nversion: 1.0\r\napproval:\r\n  by: ann\r\n\r\n  seal: s1:ab\r\nstatus: approved\r\n",
    "---\nkind: policy\nversion: 1.0\n...\n",
    "kind: policy\npurpose: |\n  x\n version: 3\nversion: 1.0\n",
    "kind: policy\nversion: 1.0\n  more\nstatus: draft\n",
    "kind: policy\napproval:\n  by: ann\n    lee\n  seal: s1:ab\n",
    "kind: policy\nversion: 1.0",
    "kind: policy\napproval:\n  by: ann",
    "kind: policy\nversion: null\nstatus: 1\n",
    "kind: policy\nreview:\n  next: 2026-02-31\n",
    "kind: policy\nversion: a b\nowner: x\n",
    "kind: policy\nversion: é\n",
    "",
    "\n",
    "- kind: policy\n",
    "kind: policy\nversion: [1.0]\n",
    "kind: policy\nversion: *x\n",
]


def wholly(text: str) -> Glance | None:
    tree = build(text, "")
    if tree.broken or tree.findings:
        return None
    head = head_of(tree.data, "", "")
    approval = head.approval
    said = type(approval)(approval.by, approval.role, approval.date, approval.seal)
    return Glance(head.version, head.status, said, head.review)


@pytest.mark.parametrize("text", ODD)
def test_odd_layouts(text: str) -> None:
    expected = wholly(text)
    if expected is not None and text:
        assert glance(text) == expected
    else:
        glance(text)


@pytest.mark.parametrize("file", sorted((PROJECT / "sms").glob("*/*.yml")), ids=lambda file: file.name)
def test_the_documents_of_the_example(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert glance(text) == wholly(text)


words = st.sampled_from(
    ["1.0", "approved", "s1:ab", "2026-01-31", "a: b", "x #y", "'", '"', "", "null", "1e3"]
) | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=20)
blocks = st.dictionaries(
    st.sampled_from(["by", "role", "date", "seal", "next", "interval", "note"]), words, max_size=5
)
bodies = st.fixed_dictionaries(
    {"kind": st.just("policy")},
    optional={"version": words, "status": words, "approval": blocks, "review": blocks, "purpose": words},
)


@settings(max_examples=150, deadline=None)
@given(
    bodies,
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(2, 5),
    st.booleans(),
    st.integers(20, 200),
)
def test_any_layout(body: dict[str, object], style: str | None, indent: int, flow: bool, width: int) -> None:
    text = yaml.safe_dump(
        body,
        default_style=style,
        indent=indent,
        default_flow_style=flow,
        width=width,
        sort_keys=False,
        allow_unicode=True,
    )
    expected = wholly(text)
    if expected is not None:
        assert glance(text) == expected


lines = st.lists(
    st.sampled_from([line for text in ODD for line in text.splitlines(keepends=True)]), max_size=9
)


@settings(max_examples=300, deadline=None)
@given(lines)
def test_any_lines(found: list[str]) -> None:
    text = "kind: policy\n" + "".join(found)
    expected = wholly(text)
    if expected is not None:
        assert glance(text) == expected
