"""Notice each change of files below some folders, for as long as somebody looks."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from smsbook.source.folder import CouldNotRun

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

_QUIET = 0.3  # seconds without a change before anything is done: editors write in several steps
_LOOKING = ("opened", "closed_no_write")


@contextmanager
def watching(
    folders: Iterable[Path], matters: Callable[[str], bool] = lambda _: True
) -> Iterator[threading.Event]:
    """Hold an event that is set on each change below the folders of a file whose name matters.

    Raises CouldNotRun where they cannot be watched.
    """
    from watchdog.events import FileSystemEventHandler
    from watchdog.observers import Observer

    changed = threading.Event()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if concerns(event, matters):
                changed.set()

    observer = Observer()
    try:
        for folder in folders:
            observer.schedule(Handler(), str(folder), recursive=True)
        observer.start()
    except OSError as error:
        raise CouldNotRun(f"the files cannot be watched: {error.strerror}") from error
    try:
        yield changed
    finally:
        observer.stop()
        observer.join()


def concerns(event: FileSystemEvent, matters: Callable[[str], bool]) -> bool:
    """Tell whether something happened to a file whose name matters, or to a whole folder."""
    if event.is_directory:
        return event.event_type != "modified"  # of what happened in it, the file itself tells
    names = [Path(os.fsdecode(path)).name for path in (event.src_path, event.dest_path) if path]
    return event.event_type not in _LOOKING and any(map(matters, names))


def settle(changed: threading.Event) -> None:
    """Wait until nothing has changed for a moment."""
    while changed.is_set():
        changed.clear()
        changed.wait(timeout=_QUIET)
