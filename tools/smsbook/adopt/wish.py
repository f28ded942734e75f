"""What somebody who begins has to say, and what is taken for granted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from smsbook.source.folder import CouldNotRun

STRUCTURES = ("single", "federation")
EDITIONS = {"v3": "FitSM-1:v3.0.1", "2016": "FitSM-1:2016"}
HOSTS = ("github", "gitlab", "other")
NAME = "Our organisation"  # plainly to be replaced
_LONGEST = 120  # characters of a name; it stands at the head of each page
_LAST_YEAR = 9000


@dataclass(frozen=True)
class Wish:
    """Who begins, by which edition of FitSM-1, on which host and day.

    `install` is what pip gets in the pipeline; empty, it is what was installed here.
    """

    today: date
    name: str = NAME
    structure: str = STRUCTURES[0]
    edition: str = next(iter(EDITIONS))
    host: str = HOSTS[0]
    install: str = ""

    @property
    def catalogue(self) -> str:
        """Return the edition as settings name it."""
        return EDITIONS[self.edition]


def usable(wish: Wish) -> Wish:
    """Return the wish with a tidy name. Raises CouldNotRun where a document cannot hold what was said."""
    name = " ".join(wish.name.split(" ")).strip()
    if not 2 <= len(name) <= _LONGEST or not name.isprintable():
        raise CouldNotRun(
            f"the name cannot be used, expected 2 to {_LONGEST} characters in one line that people can see; "
            "give another one with `--name`"
        )
    if wish.today.year > _LAST_YEAR:
        raise CouldNotRun(f"{wish.today} is too far ahead for a plan; give another day with `--as-of`")
    return replace(wish, name=name, install=wish.install.strip())
