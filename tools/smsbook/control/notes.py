"""The release notes: what a release file says, as Markdown in which content means nothing to Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from smsbook.library.document import Body
from smsbook.reports.visible import in_markdown
from smsbook.schema.kinds import Kind

_SECTIONS = (("roles", "Roles"), ("requirements", "Requirements"))
_STATES = ("partial", "planned", "missing", "excluded")


def notes(body: Body, kinds: Mapping[str, Kind]) -> str:
    """Return the notes of a release."""
    return "\n".join(_lines(body, kinds)) + "\n"


def _lines(body: Body, kinds: Mapping[str, Kind]) -> Iterator[str]:
    yield f"# {in_markdown(body['title'])}"
    yield ""
    yield f"{body['date']}, made from commit {body['commit'][:10]}."
    yield ""
    yield in_markdown(body.get("summary", ""))
    if "previous" in body:
        yield from _changes(body)
    else:
        yield from _held(body, kinds)
    for key, heading in _SECTIONS:
        if body.get(key):
            yield from ("", f"## {heading}", "")
            yield from (f"- {in_markdown(sentence)}" for sentence in body[key])
    if body.get("coverage"):
        yield from ("", "## Coverage", "")
        yield from (f"- {_covered(item)}" for item in body["coverage"])


def _changes(body: Body) -> Iterator[str]:
    changes = body.get("changes", [])
    for fate in dict.fromkeys(item["change"] for item in changes):
        yield from ("", f"## {fate.capitalize()}", "")
        for item in changes:
            if item["change"] == fate:
                yield from _change(item)


def _change(item: Mapping[str, Any]) -> Iterator[str]:
    place = item["document"]
    place += f", version {item['version']}" if "version" in item else ""
    place += f", formerly {item['formerly']}" if "formerly" in item else ""
    yield f"- **{in_markdown(item.get('title', item['document']))}** ({in_markdown(place)})"
    yield from (f"  - {in_markdown(detail)}" for detail in item.get("details", ()))


def _held(body: Body, kinds: Mapping[str, Kind]) -> Iterator[str]:
    yield from ("", "## Documents", "")
    for name, number in Counter(item.get("kind", "") for item in body["documents"]).items():
        kind = kinds.get(name)
        words = (kind.title if number == 1 else kind.plural) if kind else name or "of another kind"
        yield f"- {in_markdown(words)}: {number}"


def _covered(item: Mapping[str, Any]) -> str:
    others = "".join(f", {item[state]} {state}" for state in _STATES if item.get(state))
    words = f"{item['documented']} of {item['counting']} requirements documented{others}"
    return f"{in_markdown(item['edition'])}: {words}"
