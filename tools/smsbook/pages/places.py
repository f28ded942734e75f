"""Where everything stands in the handbook, and how one page links to another."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache

from smsbook.library.document import Document
from smsbook.library.library import Library, Name

FITSM_ROLES = "roles/fitsm-roles.md"
COVERAGE_FOLDER = "coverage"
_ODD = re.compile(r"[^A-Za-z0-9._/-]+")
_RESERVED = {"index", "readme", "404", "fitsm-roles", "findings", "glossary", "catalogue", "portfolio"} | {
    "editions",
    "iso-20000",
}


class Places:
    """The page, and the place on it, of every document, person and role."""

    def __init__(self, library: Library) -> None:
        self._names = library.names
        self._pages = _pages(library.documents)

    def page(self, document: Document) -> str:
        """Return the path of a document's page."""
        return self._pages[document.path]

    def name(self, word: str) -> Name | None:
        """Return what a word refers to."""
        return self._names.get(word)

    def place(self, word: str) -> str | None:
        """Return the page, with `#` and an anchor where it needs one, on which a name is explained."""
        name = self._names.get(word)
        if name is None:
            return None
        if name.document is not None:
            page = self._pages[name.document.path]
            return f"{page}#{anchor(name.name)}" if name.route else page
        return f"{FITSM_ROLES}#{anchor(name.name)}" if name.kind == "role" else None

    def has(self, page: str) -> bool:
        """Tell whether a document's page has this path."""
        return page in self._pages.values()


@lru_cache(maxsize=1 << 15)
def relative(source: str, target: str) -> str:
    """Return the address that leads from one page to another, as the built site has them."""
    page, mark, place = target.partition("#")
    if page == source and mark:
        return f"#{place}"
    address = posixpath.relpath(page, posixpath.dirname(source) or ".")
    return (
        f"{address.removesuffix('.md')}.html{mark}{place}"
        if page.endswith(".md")
        else f"{address}{mark}{place}"
    )


@lru_cache(maxsize=1 << 14)
def anchor(word: str) -> str:
    """Return a name as it may stand in an address."""
    return _ODD.sub("-", word).replace("/", "-").lower()


def coverage_page(edition: str) -> str:
    """Return the page that tells how far a catalogue of requirements is documented."""
    return f"{COVERAGE_FOLDER}/{anchor(edition)}.md"


def _pages(documents: Iterable[Document]) -> dict[str, str]:
    """Give every document a page named after its file; what would clash or surprise gets a suffix."""
    taken: set[str] = set()
    pages = {}
    for document in documents:
        path = document.path.rpartition(".")[0]
        name = _ODD.sub("-", path)
        stem = name.rpartition("/")[2].lower()
        odd = name != path or stem in _RESERVED or name.startswith(("templates/", "assets/", "coverage/"))
        if odd or name.lower() in taken or stem.startswith("."):
            name = f"page/{name.replace('/', '-').strip('.-')}-{_digest(document.path)}"
        taken.add(name.lower())
        pages[document.path] = f"{name}.md"
    return pages


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
