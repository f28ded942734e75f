"""Begin a repository with a service management system in it, and leave alone what is there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from smsbook.adopt.example import example
from smsbook.adopt.example import folder as example_folder
from smsbook.adopt.first_sms import first_sms
from smsbook.adopt.settings import as_in
from smsbook.adopt.surroundings import EXPECTED, SMS, surroundings
from smsbook.adopt.wish import Wish, usable
from smsbook.control.files import Writing, write_all
from smsbook.source.folder import SETTINGS, CouldNotRun


@dataclass(frozen=True)
class Begun:
    """What was written and what was there already, as paths in the repository, and what is left to do."""

    folder: Path
    written: tuple[str, ...]
    left: tuple[str, ...]
    hints: tuple[str, ...]


def begin(folder: Path, wish: Wish, *, with_example: bool = False) -> Begun:
    """Write the files of a new repository that are not there yet.

    An SMS that is there already, with its settings, stays as it is: nothing is added to it. Raises
    CouldNotRun where the folder cannot hold a repository, and nothing is written then.
    """
    _usable(folder)
    root = folder / SMS
    if (root / SETTINGS).exists():
        files = dict(surroundings(usable(as_in(root, wish)), going=""))
    elif with_example:
        wish = usable(as_in(example_folder(), wish))
        files = {**surroundings(wish, going="going-on-from-the-example"), **_below(example())}
    else:
        wish = usable(wish)
        sms = {path: text.encode() for path, text in first_sms(wish).items()}
        files = {**surroundings(wish, going="going-on"), **_below(sms)}
    wanted = {path: text for path, text in files.items() if not _there(folder, path)}
    write_all([Writing(folder / path, None, text) for path, text in wanted.items()])
    left = tuple(sorted(path for path in files if path not in wanted))
    return Begun(folder, tuple(wanted), left, tuple(_hints(folder, left)))


def _below(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {f"{SMS}/{path}": text for path, text in files.items()}


def _usable(folder: Path) -> None:
    """Raise CouldNotRun where a repository cannot begin in a folder."""
    if folder.exists() and not folder.is_dir():
        raise CouldNotRun(f"{folder} is a file, expected a folder or a name that is free")
    if (folder / SETTINGS).is_file():
        raise CouldNotRun(
            f"{folder / SETTINGS} is there already: this folder is a service management system itself; "
            f"run the command in the folder above it, which should hold it as {SMS}/"
        )


def _there(folder: Path, path: str) -> bool:
    """Tell whether something bears a name. Raises CouldNotRun where the way to it leads out of the folder."""
    place = folder
    for step in path.split("/"):
        if place != folder and place.is_symlink():
            raise CouldNotRun(f"{place} is a symbolic link, expected a folder; nothing was written")
        if place != folder and place.exists() and not place.is_dir():
            raise CouldNotRun(f"{place} is a file, expected a folder; nothing was written")
        place = place / step
    return place.exists() or place.is_symlink()


def _hints(folder: Path, left: tuple[str, ...]) -> list[str]:
    """Return what to do about files that were there, and lack what ours would have said."""
    hints = []
    for path in left:
        expected, mend = EXPECTED.get(path, ("", ""))
        try:
            said = (folder / path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            said = ""
        if expected not in said:
            hints.append(f"{path}: {mend}")
    return hints
