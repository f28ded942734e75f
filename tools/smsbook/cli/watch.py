"""`smsbook check --watch`: look again on each save, and show what is wrong now."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smsbook.source.folder import CouldNotRun, find_root, is_document, shown
from smsbook.source.watching import settle, watching

if TYPE_CHECKING:
    from smsbook.check.report import Report

_AFRESH = "\x1b[H\x1b[2J"  # cursor to the corner, nothing on the screen
_PAUSE = 0.5  # seconds between two looks at whether the folder is still the same one

Look = Callable[[], "Report | CouldNotRun"]


def follow(path: Path, look: Callable[[], Report]) -> None:
    """Show what is found in an SMS, and again after each change of it, until Ctrl-C.

    Raises CouldNotRun where it cannot begin; what goes wrong later is said, and it goes on.
    """

    def patiently() -> Report | CouldNotRun:
        try:
            return look()
        except CouldNotRun as error:
            return error

    root = find_root(path)
    try:
        _follow(root, look, patiently)
        while True:
            _wait_for(root)
            with suppress(CouldNotRun):  # it went again
                _follow(root, patiently, patiently)
    except KeyboardInterrupt:
        click.echo()


def _follow(root: Path, first: Look, later: Look) -> None:
    """Look at the folder until it is gone, or another one under the same name, as after `git checkout`."""
    with watching([root], is_document) as changed:
        place = _place(root)
        _draw(root, first)
        while place == _place(root):
            if changed.wait(timeout=_PAUSE):
                settle(changed)
                _draw(root, later)


def _wait_for(root: Path) -> None:
    if _place(root) is None:
        click.echo(f"smsbook: the folder {shown(root)} is gone; as soon as it is back, it is checked again")
    while _place(root) is None:
        time.sleep(_PAUSE)


def _draw(root: Path, look: Look) -> None:
    """Show what a look finds, and when it was, in the place of what was shown before."""
    from smsbook.reports.terminal import show
    from smsbook.reports.text import lines

    begun = time.monotonic()
    found = look()
    took = time.monotonic() - begun
    if sys.stdout.isatty():
        click.echo(_AFRESH, nl=False)
    if isinstance(found, CouldNotRun):
        click.echo(f"smsbook: {found}")
    else:
        show(lines(found))
    when = f"{datetime.now():%H:%M:%S}"
    click.echo(f"looked at {shown(root)} at {when} ({took:.1f} s), and again on each save; Ctrl-C ends it")
    sys.stdout.flush()


def _place(root: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another one of the same name, or None where there is none."""
    try:
        found = root.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
