"""Generate a service management system of any size, the same bytes each time.

    python benchmarks/generate.py FOLDER COUNT [--seed 1]

writes FOLDER/sms with COUNT documents of the shipped kinds, each about 2.5 KB, and FOLDER/schemas with one
flat JSON Schema per kind, for tools that know nothing of our head. The documents refer to each other as in a
real SMS, and `smsbook check --as-of 2026-11-21` finds nothing wrong with them. The number of references in
a document does not depend on COUNT, so that a linear tool takes linear time.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml

from author import Author, Data
from division import division
from provider import provider
from smsbook.library.seal import seal as sealed
from smsbook.schema.kinds import Kind, load_kinds
from smsbook.schema.shipped import shipped

AS_OF = "2026-11-21"
SMALLEST = 93  # what an SMS has once, and one division


def write_sms(folder: Path, count: int, seed: int = 1) -> dict[str, list[Path]]:
    """Write `sms.yml` and the documents below the folder; return their files by kind."""
    kinds = load_kinds(shipped("schemas"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sms.yml").write_text("name: Benchmark\nstandards:\n- FitSM-1:v3.0.1\n", encoding="utf-8")
    files: dict[str, list[Path]] = {}
    for document in documents(count, seed):
        kind = kinds[document["kind"]]
        file = folder / kind.path(document["id"])
        file.parent.mkdir(exist_ok=True)
        file.write_text(_as_yaml(document), encoding="utf-8")
        files.setdefault(kind.name, []).append(file)
    return files


def write_schemas(folder: Path) -> dict[str, Path]:
    """Write one flat JSON Schema per kind; return the files by kind."""
    folder.mkdir(parents=True, exist_ok=True)
    return {kind.name: _write_schema(folder, kind) for kind in load_kinds(shipped("schemas")).values()}


def write_schema_of_all(folder: Path) -> Path:
    """Write one JSON Schema for documents of every kind, so that a peer has to start only once."""
    cases = [
        {"if": {"properties": {"kind": {"const": kind.name}}}, "then": kind.schema}
        for kind in load_kinds(shipped("schemas")).values()
    ]
    file = folder / "all.json"
    file.write_text(json.dumps({"required": ["kind"], "allOf": cases}), encoding="utf-8")
    return file


def documents(count: int, seed: int = 1) -> Iterator[Data]:
    """Yield COUNT documents, sealed: what an SMS has once, then divisions of 29 each, then single ones."""
    for document in _unsealed(count, seed):
        document["approval"]["seal"] = sealed(document)
        yield document


def _unsealed(count: int, seed: int) -> Iterator[Data]:
    if count < SMALLEST:
        raise ValueError(f"an SMS with all its parts has at least {SMALLEST} documents, not {count}")
    author = Author(seed)
    once = list(provider(author))
    yield from once
    divisions, rest = divmod(count - len(once), len(list(division(Author(seed), 0))))
    for number in range(divisions):
        yield from division(author, number)
    for number in range(rest):
        yield author.procedure(f"single-{number}", "") if number % 2 else author.training(number)


class _Dumper(yaml.CSafeDumper):
    """Writes dates without quotes and long texts folded, as people do."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [entry for entry in entries if entry[0] != "tag:yaml.org,2002:timestamp"]
        for first, entries in yaml.CSafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _represent_text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if len(text) > 90 else None)


_Dumper.add_representer(str, _represent_text)


def _as_yaml(document: Data) -> str:
    text: str = yaml.dump(document, Dumper=_Dumper, sort_keys=False, width=100, allow_unicode=True)
    return text


def _write_schema(folder: Path, kind: Kind) -> Path:
    file = folder / f"{kind.name}.json"
    file.write_text(json.dumps(kind.schema, indent=1), encoding="utf-8")
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description="Generate a service management system for measuring.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write_sms(chosen.folder / "sms", chosen.count, chosen.seed)
    write_schemas(chosen.folder / "schemas")
    write_schema_of_all(chosen.folder / "schemas")


if __name__ == "__main__":
    main()
