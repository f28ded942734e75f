"""One SMS while it is edited: when its files are read, when it is checked, and what is told of it.

All of it happens in one thread, except reading the disk and checking, which other threads do on a state that
does not change.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lsprotocol import types

from smsbook.desk.diagnostics import Diagnostics, of_file, of_report
from smsbook.desk.folder import Folder, load
from smsbook.desk.state import Judged, State, judged
from smsbook.desk.teller import Teller, mistake
from smsbook.source.folder import CouldNotRun

_DISK, _HISTORY = "disk", "history"
SOON, LATER = 0.1, 0.3  # seconds without a keystroke before a file is looked at, and the whole SMS


@dataclass(eq=False)
class Seat:
    """One SMS folder at the desk."""

    folder: Folder
    teller: Teller
    today: Callable[[], date]
    judged: Judged | None = None
    shown: dict[str, list[types.Diagnostic]] = field(default_factory=dict)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    _soon: dict[str, asyncio.TimerHandle] = field(default_factory=dict)
    _later: asyncio.TimerHandle | None = None
    _work: set[asyncio.Task[None]] = field(default_factory=set)
    _wanted: set[str] = field(default_factory=set)
    _loading: asyncio.Task[None] | None = None
    _judging: bool = False
    _again: bool = False

    def refresh(self, *, history: bool) -> None:
        """Look on the disk for what has changed, and ask git again where it may have changed."""
        self._wanted |= {_DISK, _HISTORY} if history else {_DISK}
        if self._loading is None or self._loading.done():
            self._loading = self._start(self._load())

    def edited(self, path: str, text: str) -> None:
        """Take the text that an editor shows now."""
        self.folder.overlay.hold(path, text)
        self._wait(path)

    def closed(self, path: str) -> None:
        """Go back to what the disk holds."""
        self.folder.overlay.release(path)
        self._wait(path)
        self.refresh(history=False)

    def leave(self) -> None:
        """Take away what was shown, and stop."""
        for timer in (*self._soon.values(), *filter(None, [self._later])):
            timer.cancel()
        for task in self._work:
            task.cancel()
        for path in [path for path, shown in self.shown.items() if shown]:
            self._show(path, [])

    def _wait(self, path: str) -> None:
        loop = asyncio.get_running_loop()
        for timer in (self._soon.get(path), self._later):
            if timer:
                timer.cancel()
        self._soon[path] = loop.call_later(SOON, self._look, path)
        self._later = loop.call_later(LATER, self._judge)

    def _look(self, path: str) -> None:
        """Tell at once what can be said about one file."""
        self._soon.pop(path, None)
        self.folder.read([path])
        reading = self.folder.readings.get(path)
        if self.ready.is_set() and reading is not None:
            self._show(path, of_file(reading, self.judged, self._uri, self.teller.encoding))

    def _judge(self) -> None:
        """Check everything in another thread, once at a time."""
        if self._judging or not self.ready.is_set():
            self._again = True
            return
        self.folder.read()
        state, self._again = self.folder.state(), False
        if self.judged is None or not self.judged.covers(state, self.today()):
            self._judging = True
            self._start(self._check(state))
        else:
            self.folder.accept(state, self.judged.report.library)

    async def _check(self, state: State) -> None:
        library = None if self.folder.stale or self.folder.broken() else self.folder.library()
        try:
            if library is None:
                library = await asyncio.to_thread(state.library)
                self.folder.accept(state, library)
            found = await asyncio.to_thread(judged, state, library, self.today())
            told = await asyncio.to_thread(of_report, found.report, self._uri, self.teller.encoding)
            self.judged = found
            self._tell(found, told)
        finally:
            self._judging = False
        if self._again:
            self._judge()

    def _tell(self, found: Judged, told: Diagnostics) -> None:
        """Show what a check found; a file that was edited meanwhile is left to the next check."""
        self.folder.read()
        for path in sorted(told.keys() | {path for path, shown in self.shown.items() if shown}):
            if self.folder.readings.get(path) == found.state.readings.get(path):
                self._show(path, told.get(path, []))
            elif path not in self.folder.readings:
                self._show(path, [])

    def _show(self, path: str, diagnostics: list[types.Diagnostic]) -> None:
        if self.shown.get(path, []) != diagnostics:
            self.shown[path] = diagnostics
            self.teller.publish(self.folder.root, path, diagnostics)

    async def _load(self) -> None:
        """Read the disk as long as somebody wants it, once at a time: what was read later is what counts."""
        while self._wanted:
            history, self._wanted = _HISTORY in self._wanted, set()
            root, known = self.folder.root, self.folder.overlay.saved
            try:
                found = await asyncio.to_thread(load, root, known, history=history)
            except CouldNotRun as reason:
                self.teller.log(str(reason))
                self.ready.set()
                continue
            changed = self.folder.take(*found) or not self.ready.is_set()
            self.ready.set()
            if changed or self._again:
                self._judge()

    def _uri(self, path: str) -> str:
        return self.teller.uri(self.folder.root, path)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._work.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._work.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.teller.log(mistake(error))
