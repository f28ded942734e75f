"""Under which names people are known where the repository is hosted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smsbook.library.document import Document
from smsbook.library.holdings import current
from smsbook.library.library import Library

HOSTS = {"github": "GitHub", "gitlab": "GitLab"}


def handles(library: Library, host: str) -> Mapping[str, str]:
    """Return the names of people on a host, each with `@` before it, by the ids of the people."""
    found: dict[str, str] = {}
    for document in library.of_kind("people"):
        people = document.body.get("people")
        for index, person in enumerate(people if isinstance(people, list) else ()):
            if not isinstance(person, dict) or document.damaged(("people", index, "handles")):
                continue
            names = person.get("handles")
            name = names.get(host) if isinstance(names, dict) else None
            if isinstance(name, str) and isinstance(person.get("id"), str):
                found[person["id"]] = f"@{name.removeprefix('@')}"
    return found


def owners(library: Library, document: Document, as_of: date) -> tuple[str, ...]:
    """Return the people who hold the role that owns a document on a day, each followed by the deputy."""
    return holders(library, library.canonical(document.head.owner), as_of, document.id)


def holders(library: Library, role: str, as_of: date, about: str = "") -> tuple[str, ...]:
    """Return the people who hold a role on a day, each followed by the deputy.

    Who holds it for this document goes before those who hold it in general, and these before all others.
    """
    entries = [item for item in library.once(current, as_of) if item.role == role]
    own = [item for item in entries if about in item.about]
    general = [item for item in entries if not item.about]
    people = [person for item in own or general or entries for person in (item.person, item.deputy) if person]
    return tuple(dict.fromkeys(people))
