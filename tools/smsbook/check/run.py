"""The flow of a check, on one screen."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from smsbook.check.locate import Locator
from smsbook.check.report import Report, in_order
from smsbook.coverage import damage, gaps
from smsbook.coverage.evaluate import evaluate_all
from smsbook.coverage.state import Coverage
from smsbook.history.git import HistoryReading
from smsbook.library.halves import gather_folder
from smsbook.library.library import Library, build_library
from smsbook.rules import ADVISING, CHECKS, broken_seal, missing_approval
from smsbook.schema.kinds import load_kinds, load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.source.finding import Cause, Finding, Severity
from smsbook.source.folder import CouldNotRun, find_root, shown
from smsbook.standard.catalogue import catalogues
from smsbook.standard.model import shipped_names


def check(path: Path, as_of: date, *, strict_time: bool = False, advice: bool = False) -> Report:
    """Check the SMS at a path: its folder, the folder that holds `sms/`, or one file in it.

    Where the path is a file, the whole SMS is read and only the findings in that file are kept.
    With `advice`, the report also holds what FitSM-2 advises and nobody mentions.
    Raises CouldNotRun where nothing can be checked.
    """
    root = find_root(path)
    with _without_garbage_collection():
        library, shape = load(root)
        findings, coverage = judge(library, shape, as_of, advice=advice)
        located = in_order(Locator(library).locate(findings))
    if path.is_file():
        only = path.absolute().relative_to(root.absolute()).as_posix()
        located = tuple(finding for finding in located if finding.spot.path == only)
    return Report(library, as_of, located, coverage, strict_time)


def judge(
    library: Library, shape: Iterable[Finding], as_of: date, *, advice: bool = False
) -> tuple[list[Finding], tuple[Coverage, ...]]:
    """Return all findings, without their places, and the coverage; `shape` are those about single files."""
    coverage = evaluate_all(library, catalogues(library), as_of)
    findings = [*damage.findings(shape, coverage), *gaps.findings(coverage)]
    for rule in (*CHECKS, *ADVISING) if advice else CHECKS:
        findings += rule(library, as_of)
    return _one_slip_once(findings), coverage


def _one_slip_once(findings: list[Finding]) -> list[Finding]:
    """Leave out what another finding tells better: that a seal is broken, or an approval not complete.

    What is wrong with a change says more than that there was one, and a requirement more than a rule.
    """
    errors = [item for item in findings if item.severity is Severity.ERROR and item.cause is Cause.CONTENT]
    wrong = {item.spot.path for item in errors if item.rule != broken_seal.ID}
    asked = {item.spot.path for item in errors if item.requirements and item.spot.route[:1] == ("approval",)}
    told = {broken_seal.ID: wrong, missing_approval.ID: asked}
    return [item for item in findings if item.spot.path not in told.get(item.rule, ())]


def load(root: Path) -> tuple[Library, list[Finding]]:
    """Read an SMS folder into a library, with the findings about single files."""
    schemas = shipped("schemas")
    kinds = load_kinds(schemas)
    with HistoryReading(root) as reading:  # git tells the history while the files are read
        gathered = gather_folder(root, kinds, load_settings_kind(schemas))
        if not gathered.documents and not gathered.findings:
            raise CouldNotRun(
                f"found no documents in {root}: expected YAML files in folders such as {root / 'policies'}"
            )
        library = build_library(
            kinds,
            gathered.documents,
            gathered.settings,
            shipped_names(),
            gathered.texts,
            shown(root),
            reading.history(),
        )
    return library, gathered.findings


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch the garbage collector off: there are no cycles to find in plain data, and looking costs most."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
