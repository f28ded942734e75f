"""One SMS at the desk: its files read one by one, and libraries built from what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from smsbook.desk.overlay import Kept, Overlay, scan
from smsbook.desk.state import Reading, State, told
from smsbook.history.git import read_history
from smsbook.library.gather import gather
from smsbook.library.history import NO_HISTORY, History
from smsbook.library.library import Library
from smsbook.schema.kinds import Kind, load_kinds, load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.source.folder import Text


@dataclass
class Folder:
    """One SMS: its texts, and what was read of them; of a file that breaks, the last that could be read."""

    root: Path
    kinds: Mapping[str, Kind] = field(default_factory=lambda: load_kinds(shipped("schemas")))
    history: History = NO_HISTORY
    readings: dict[str, Reading] = field(default_factory=dict)
    _sound: dict[str, Reading] = field(default_factory=dict)
    _library: Library | None = None
    stale: bool = True

    @cached_property
    def overlay(self) -> Overlay:
        """The texts of the folder."""
        return Overlay(self.root)

    @cached_property
    def _settings_kind(self) -> Kind:
        return load_settings_kind(shipped("schemas"))

    def take(self, saved: Mapping[str, Kept], history: History | None = None) -> bool:
        """Take over what was read from the disk, and from git; tell whether anything is new."""
        self.overlay.saved = saved
        before = (told(self.history), dict(self.readings))
        if history is not None and told(history) != before[0]:
            self.history, self.stale = history, True
        self.read()
        return before != (told(self.history), self.readings)

    def read(self, only: Iterable[str] | None = None) -> None:
        """Read the files whose text is not the one that was read last, or of these paths only."""
        texts = self.overlay.texts()
        for path in list(texts) if only is None else only:
            text, known = texts.get(path), self.readings.get(path)
            if text is not None and (known is None or known.text is not text):
                self._read(text, known)
        for path in self.readings.keys() - texts.keys():
            self.readings.pop(path)
            self._sound.pop(path, None)
            self.stale = True

    def _read(self, text: Text, known: Reading | None) -> None:
        same = known is not None and known.text == text
        gathered = known.gathered if known and same else gather([text], self.kinds, self._settings_kind)
        reading = self.readings[text.path] = Reading(text, gathered)
        if reading.sound:
            self._sound[text.path] = reading
        self.stale = self.stale or not same

    def state(self) -> State:
        """Return all files as they are now."""
        return self._state(self.readings)

    def library(self) -> Library:
        """Return the library by which one finds one's way: what breaks is in it as it last could be read."""
        self.read()
        if self._library is None or self.stale:
            self._library = self._state({**self.readings, **self._sound}).library()
            self.stale = False
        return self._library

    def latest(self) -> Library:
        """Return the library that was built last, which may lack what was written since; it costs nothing."""
        return self._library or self.library()

    def accept(self, state: State, library: Library) -> None:
        """Take over a library built elsewhere, if no file broke and nothing has been written since."""
        if self.stale and state.readings == self.readings and not self.broken():
            self._library, self.stale = library, False

    def broken(self) -> bool:
        """Tell whether a file that could be read once cannot be read now."""
        return any(self.readings.get(path) is not reading for path, reading in self._sound.items())

    def present(self, path: str) -> str | None:
        """Return the text of a file as the editor shows it, or else as it is on the disk."""
        held, reading = self.overlay.held.get(path), self.readings.get(path)
        return held.text if held else reading.text.text if reading else None

    def _state(self, readings: Mapping[str, Reading]) -> State:
        changed = self.overlay.unsaved()
        history = replace(self.history, modified=self.history.modified | changed) if changed else self.history
        return State(self.root, self.kinds, dict(readings), history)


def load(
    root: Path, known: Mapping[str, Kept], *, history: bool = True
) -> tuple[dict[str, Kept], History | None]:
    """Read an SMS folder, and its history if wanted: the part of the work that may go on in another thread.

    Raises CouldNotRun where a folder cannot be read.
    """
    return scan(root, known), read_history(root) if history else None
