"""The flow of a check, on one screen."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from smsbook.check.locate import Locator
from smsbook.check.report import Report, in_order
from smsbook.coverage import damage, gaps
from smsbook.coverage.evaluate import evaluate_all
from smsbook.coverage.state import Coverage
from smsbook.library.halves import gather_folder
from smsbook.library.library import Library, build_library
from smsbook.rules import ADVISING, CHECKS
from smsbook.schema.kinds import load_kinds, load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.source.finding import Finding
from smsbook.source.folder import CouldNotRun, find_root
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
    return findings, coverage


def load(root: Path) -> tuple[Library, list[Finding]]:
    """Read an SMS folder into a library, with the findings about single files."""
    schemas = shipped("schemas")
    kinds = load_kinds(schemas)
    gathered = gather_folder(root, kinds, load_settings_kind(schemas))
    if not gathered.documents and not gathered.findings:
        raise CouldNotRun(
            f"found no documents in {root}: expected YAML files in folders such as {root / 'policies'}"
        )
    library = build_library(
        kinds, gathered.documents, gathered.settings, shipped_names(), gathered.texts, _shown(root)
    )
    return library, gathered.findings


def _shown(root: Path) -> str:
    """Return the folder as the user would type it from where they are."""
    relative = os.path.relpath(root)
    return root.as_posix() if relative.startswith("..") and root.is_absolute() else Path(relative).as_posix()


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
