"""Write the pages of docs/ that derive from the code: `.venv/bin/python docs/generate.py`.

Rules, requirements, kinds, commands and formats are each listed once, in the package. These pages are made
from those lists, and a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generate_commands import commands
from generate_formats import formats

from smsbook.check.manual import ALL_RULES
from smsbook.coverage import flaws as coverage
from smsbook.reports.editions import named
from smsbook.reports.manual import requirement_page
from smsbook.rules import MANUAL
from smsbook.schema import flaws as schema
from smsbook.schema.kinds import Kind, load_kinds
from smsbook.schema.shipped import shipped
from smsbook.source import flaws as source
from smsbook.source.finding import Cause, Rule
from smsbook.standard.catalogue import (
    Assigned,
    Catalogue,
    Every,
    Evidence,
    Exists,
    Recorded,
    Requirement,
    Where,
    editions,
    load_catalogue,
)

FOLDER = Path(__file__).parent
NOTE = "<!-- Made by docs/generate.py. Do not edit: change the code it derives from, and make it anew. -->\n"

ROOMS: tuple[tuple[str, str, tuple[Rule, ...]], ...] = (
    ("Reading a file", "What can be wrong before the content of a file is looked at.", source.RULES),
    ("The shape of a document", "What can be wrong with one document on its own.", schema.RULES),
    ("Documents together", "What can be wrong between documents, or with time.", MANUAL),
    ("Requirements", "What can be missing where a standard asks for documentation.", coverage.RULES),
)


def pages() -> Mapping[str, str]:
    """Return the text of each generated page, by file name."""
    return {
        "rules.md": rules(),
        "requirements.md": requirements(),
        "kinds.md": kinds(),
        "commands.md": f"{NOTE}\n{commands()}",
        "formats.md": f"{NOTE}\n{formats()}",
    }


# --- rules ----------------------------------------------------------------------------------------------


def rules() -> str:
    """Return the reference of all rules."""
    assert sum((room for _, _, room in ROOMS), ()) == ALL_RULES, "a room of rules is missing in ROOMS"
    lines = [
        NOTE,
        "# All rules\n",
        f"A rule is one thing that can be wrong; there are {len(ALL_RULES)}.",
        "A finding is one place where it is.",
        "Each finding names its rule in square brackets. `smsbook explain RULE` prints the same text.\n",
        "An *error* fails `smsbook check`. A *warning* does not, unless `--fail-on warning` asks for it.",
        "What *time* brings counts as a warning, and as what stands here only with `--strict-time`.\n",
        "| rule | weight | cause | what is wrong |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| [{rule.id}](#{rule.id}) | {rule.severity} | {rule.cause} | {rule.summary} |" for rule in ALL_RULES
    ]
    for title, about, room in ROOMS:
        lines += [f"\n## {title}\n", about]
        for rule in room:
            time = ", brought by time" if rule.cause is Cause.TIME else ""
            lines += [
                f"\n### {rule.id}\n",
                f"{rule.summary} *({rule.severity}{time})*\n",
                f"**Why it matters.** {rule.why}\n",
                f"**How to fix it.** {rule.fix}",
            ]
    return "\n".join(lines) + "\n"


# --- requirements ---------------------------------------------------------------------------------------


def requirements() -> str:
    """Return the reference of all requirements, edition by edition."""
    lines = [
        NOTE,
        "# Requirements and their evidence\n",
        "Ids are used again by other editions of a standard, with other meanings; so each is named with its",
        "edition. `smsbook explain PR4.2` tells of both editions, and of what became of each requirement.",
    ]
    for catalogue in map(load_catalogue, editions()):
        lines += _catalogue(catalogue)
    return "\n".join(lines) + "\n"


def _catalogue(catalogue: Catalogue) -> Iterator[str]:
    entries = catalogue.requirements
    evaluated = [entry for entry in entries if entry.evidence]
    yield f"\n## {catalogue.edition}\n"
    yield f"{catalogue.licence}\n"
    waiting = len(entries) - len(evaluated)
    if waiting:
        yield (
            f"Of the {len(entries)} requirements of {catalogue.edition}, smsbook evaluates {len(evaluated)}. "
            f"The other **{waiting} are not yet evaluated**: smsbook says so in each report and never counts "
            "them as documented.\n"
        )
    else:
        yield f"smsbook evaluates all {len(entries)} requirements of {catalogue.edition}.\n"
    yield (
        "The table says in brief what is demanded, and why: where it stands in the standard and, after *our "
        "reading*, why we read it so where the standard does not say in these words what has to be written "
        "down. Below the table, each requirement is told in full. *Documented* means that all evidence is "
        "there. It does not mean that the requirement is met in practice.\n"
    )
    readings = sum(any(item.interpretation for item in entry.evidence) for entry in entries)
    yield f"{readings} of the {len(entries)} requirements rest in part on our reading.\n"
    doubted = sum(entry.unverified for entry in entries)
    if doubted:
        yield (
            f"**{doubted} of them are unverified**: nobody has held our words beside the text of this edition"
            " yet. They are marked.\n"
        )
    yield "| requirement | what smsbook demands | why |"
    yield "|---|---|---|"
    for entry in entries:
        link = f"[{entry.id}](#{_anchor(_heading(entry))}) {named(entry)}"
        yield f"| {link} | {_demanded(entry)} | {_why(entry)} |"
    for group in catalogue.groups:
        yield f"\n### {catalogue.edition} {group.id} {group.title}"
        for entry in entries:
            if entry.group == group.id:
                yield f"\n#### {_heading(entry)}\n"
                yield _unwrapped(entry, catalogue)


def _heading(entry: Requirement) -> str:
    return f"{entry.reference} {named(entry)}"


def _demanded(entry: Requirement) -> str:
    return "; ".join(map(_in_brief, entry.evidence)) or "**not yet evaluated**"


def _in_brief(item: Evidence) -> str:
    """Return an item of evidence in a few words, with the parts that it asks for."""
    match item:
        case Exists():
            each = f" (all {len(item.ids)})" if item.ids else ""
            return f"`{item.kind}`{each}{_only(item.where)}{_parts((*item.parts, *item.parts_as_needed))}"
        case Every():
            kinds = " or ".join(f"`{kind}`" for kind in item.kinds)
            named_by = f", named by `{item.covered_by}`{_only(item.covering)}" if item.covered_by else ""
            return f"every {kinds}{_only(item.where)}{named_by}{_parts(item.parts)}"
        case Assigned():
            each = f" for each `{item.kind}`" if item.kind else ""
            return f"a holder of {' or '.join(f'`{role}`' for role in item.roles)}{each}{_only(item.where)}"
        case Recorded():
            each = f" about each `{item.kind}`" if item.kind else ""
            often = " as often as planned" if item.interval else ""
            types = " or ".join(f"`{type}`" for type in item.types)
            return f"record {types}{each}{_only(item.where)}{often}{_parts(item.parts)}"
    return ""


def _only(where: Where) -> str:
    words = [f"{field} {' or '.join(value or 'left out' for value in where[field])}" for field in where]
    return f" ({', '.join(words)})" if words else ""


def _parts(parts: Iterable[str]) -> str:
    tops = dict.fromkeys(re.split(r"\[|\.", part)[0] for part in parts)
    return f" with {', '.join(f'`{part}`' for part in tops)}" if tops else ""


def _why(entry: Requirement) -> str:
    place = f"{entry.section}, page {entry.page}." if entry.page else f"{entry.section}."
    readings = dict.fromkeys(item.interpretation for item in entry.evidence if item.interpretation)
    return " ".join([place, *(f"*Our reading:* {reading}" for reading in readings)])


def _unwrapped(entry: Requirement, catalogue: Catalogue) -> str:
    """Return what `smsbook explain` prints about a requirement, as Markdown and without its line breaks."""
    text = requirement_page(entry, catalogue, None)
    _, *paragraphs, _ = text.rstrip("\n").split("\n\n")  # without title and licence
    lines = []
    for paragraph in paragraphs:
        joined = re.sub(r"\n(?!  - |    Our reading: )\s*", "\n", paragraph)
        joined = re.sub(r"(?<=\w-)\n(?=\w)", "", joined)  # a word broken at its hyphen
        joined = re.sub(r"\n(?!  - |    Our reading: )", " ", joined)
        joined = re.sub(r"^  - ", "- ", joined, flags=re.MULTILINE)
        joined = re.sub(r"^    Our reading: ", "  \\\n  *Our reading:* ", joined, flags=re.MULTILINE)
        lines.append(joined.replace("\n  \\\n", " \\\n"))
    return "\n\n".join(lines)


# --- kinds ----------------------------------------------------------------------------------------------


def kinds() -> str:
    """Return the reference of all kinds of documents and their fields."""
    known = load_kinds(shipped("schemas"))
    first = next(iter(known.values()))
    head = _head(known)
    lines = [
        NOTE,
        "# Kinds of documents\n",
        f"There are {len(known)} kinds. Each is described by one file in `schemas/`.",
        "`smsbook explain KIND` prints the same text, and `smsbook new KIND ID` writes a draft with every",
        "part in it and a note on which requirement asks for it.\n",
        "*Required* means that the file is not accepted without the field. Few fields are: a draft may be",
        "unfinished. What a requirement asks for stands in [requirements.md](requirements.md).\n",
        "| kind | title | where |",
        "|---|---|---|",
    ]
    lines += [
        f"| [{kind.name}](#{kind.name}) | {kind.title} | `sms/{_where(kind)}` |" for kind in known.values()
    ]
    lines += ["\n## The fields of every document\n", *_table(first.schema, head)]
    for kind in known.values():
        own = [key for key in kind.schema["properties"] if key not in head]
        lines += [f"\n## {kind.name}\n", f"{kind.title}: {kind.description}\n"]
        lines += [f"It lives in `sms/{_where(kind)}`.\n", *_table(kind.schema, own)]
    return "\n".join(lines) + "\n"


def _head(known: Mapping[str, Kind]) -> list[str]:
    """Return the fields that all kinds share, in their order."""
    every = list(known.values())
    return [key for key in every[0].schema["properties"] if all(key in k.schema["properties"] for k in every)]


def _where(kind: Kind) -> str:
    return kind.path(kind.name if kind.singleton else f"{kind.prefix or ''}{'…' if kind.prefix else 'CODE'}")


def _table(shape: Mapping[str, Any], keys: list[str]) -> Iterator[str]:
    yield "| field | required | what it holds |"
    yield "|---|---|---|"
    required = set(shape.get("required", ()))
    for key in keys:
        yield from _rows(key, shape["properties"][key], key in required)


def _rows(route: str, shape: Mapping[str, Any], required: bool) -> Iterator[str]:
    words = [str(shape.get("description", ""))]
    item = shape.get("items", shape)
    if "enum" in item:
        words.append(f"One of {', '.join(f'`{word}`' for word in item['enum'])}.")
    if "x-ref" in item:
        words.append(f"Names a {' or '.join(item['x-ref']).replace('any', 'document of any kind')}.")
    text = " ".join(words).replace("|", "\\|")
    yield f"| `{route}` | {'yes' if required else ''} | {text} |"
    many = "[]" if "items" in shape else ""
    for key, sub in item.get("properties", {}).items():
        needed = key in item.get("required", ())
        yield from _rows(f"{route}{many}.{key}", sub, needed)


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub and others give to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote docs/{name}")
