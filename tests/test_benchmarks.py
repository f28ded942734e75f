"""The benchmarks measure what they say: an SMS of the size asked for, the same each time, without errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PROJECT, smsbook

AS_OF = "2026-11-21"
SHAPE = {"unknown-key", "missing-key", "wrong-type", "wrong-form", "value-not-allowed", "unknown-kind"}


def generate(folder: Path, count: int) -> dict[str, bytes]:
    command = [sys.executable, PROJECT / "benchmarks/generate.py", folder, str(count)]
    subprocess.run(command, check=True, timeout=60)
    files = (folder / "sms").rglob("*.yml")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(files)}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark")
    generate(folder, 100)
    return folder


def test_it_writes_as_many_documents_as_asked_for(generated: Path) -> None:
    sizes = [file.stat().st_size for file in (generated / "sms").glob("*/*.yml")]
    assert len(sizes) == 100
    assert 2000 < sum(sizes) / len(sizes) < 3000


def test_it_writes_the_same_bytes_each_time(generated: Path, tmp_path: Path) -> None:
    first = {
        file.relative_to(generated).as_posix(): file.read_bytes()
        for file in sorted((generated / "sms").rglob("*.yml"))
    }
    assert generate(tmp_path, 100) == first


def test_the_shape_of_every_document_is_sound(generated: Path) -> None:
    done = smsbook("check", "sms", "--format", "json", "--as-of", AS_OF, cwd=generated)
    findings = json.loads(done.stdout)["findings"]
    broken = {"broken-reference", "wrong-kind-reference", "duplicate-id", "misplaced-file", "orphan-document"}
    assert [finding for finding in findings if finding["rule"] in SHAPE | broken] == []


def test_the_schemas_for_peers_are_complete(generated: Path) -> None:
    schemas = {file.stem: json.loads(file.read_text()) for file in (generated / "schemas").glob("*.json")}
    assert {"service", "sla", "record"} <= schemas.keys()
    assert all("$ref" not in json.dumps(schema) for schema in schemas.values())
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", generated / "schemas/service.json"]
    files = sorted((generated / "sms/services").glob("SVC-*.yml"))
    assert subprocess.run([*command, *files], capture_output=True, check=False, timeout=60).returncode == 0


def write_repository(folder: Path) -> str:
    command = [sys.executable, PROJECT / "benchmarks/history.py", "--documents", "100", "--commits", "60"]
    subprocess.run([*command, "--keep", folder], check=True, timeout=60)
    log = ["git", "-C", folder, "log", "--format=%H %p"]
    return subprocess.run(log, check=True, capture_output=True, text=True).stdout


def test_the_repository_is_the_same_each_time_and_nothing_in_it_is_wrong(tmp_path: Path) -> None:
    log = write_repository(tmp_path / "one")
    assert write_repository(tmp_path / "two") == log
    parents = [line.split()[1:] for line in log.splitlines()]
    assert (len(parents), sum(len(found) == 2 for found in parents)) == (60, 6)
    done = smsbook("check", "sms", "--as-of", AS_OF, cwd=tmp_path / "one")
    assert "100 documents checked: no findings" in done.stdout


def test_the_chain_has_as_many_components_and_edges_as_asked_for_and_nothing_in_it_is_wrong() -> None:
    command = [sys.executable, PROJECT / "benchmarks/chain.py", "--sizes", "40,200", "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    assert [row[:3] for row in rows[1:]] == [["40", "40", "52"], ["200", "200", "244"]]
    assert all(len(row) == 7 for row in rows)


def test_an_editor_gets_every_answer_that_is_measured() -> None:
    command = [sys.executable, PROJECT / "benchmarks/lsp.py"]
    command += ["--size", "100", "--rounds", "1", "--changes", "1", "--pause", "0.1"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    rows = [line.split("|")[1:-1] for line in done.stdout.splitlines() if line.endswith(" ms |")]
    assert [(row[0].strip(), len(row)) for row in rows] == [
        ("completion of a role", 5),
        ("hover over a role", 5),
        ("go to definition", 5),
        ("references to a role", 5),
        ("rename of an agreement", 5),
        ("symbols of a document", 5),
        ("search for a document", 5),
        ("in the edited file", 3),
        ("in another file", 3),
    ]
