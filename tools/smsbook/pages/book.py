"""Everything that the pages are made from, prepared once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from smsbook.check.chains import Chains
from smsbook.check.locate import Locator
from smsbook.check.report import Report
from smsbook.coverage.facts import Facts
from smsbook.coverage.state import Result
from smsbook.library.document import Document
from smsbook.library.history import Change, History
from smsbook.pages.duties import Duties
from smsbook.pages.fields import conforming
from smsbook.pages.lexicon import Lexicon
from smsbook.pages.places import Places
from smsbook.source.finding import Finding, Spot
from smsbook.standard.model import processes, terms

_LIFECYCLE = ("live", "retiring", "in-transition", "planned", "proposed", "retired")


class Book:
    """An SMS as its handbook sees it on one day."""

    def __init__(self, report: Report, history: History) -> None:
        self.report = report
        self.history = history
        self.library = report.library
        self.as_of = report.as_of
        self.places = Places(self.library)
        self.lexicon = Lexicon(terms())
        self._bodies: dict[str, Mapping[str, Any]] = {}
        self._by_path = {document.path: document for document in self.library.documents}
        self._locator = Locator(self.library)
        self.duties = Duties(Facts(self.library, self.as_of), self.body)

    @property
    def name(self) -> str:
        """The name of the SMS."""
        return str(self.library.settings.get("name") or "Service management system")

    def body(self, document: Document) -> Mapping[str, Any]:
        """Return the body of a document, without what its schema does not allow."""
        if not document.faults:
            return document.body
        if document.path not in self._bodies:
            kind = self.library.kinds.get(document.kind)
            kept = conforming(document.body, kind.schema) if kind and document.readable else None
            self._bodies[document.path] = kept or {}
        return self._bodies[document.path]

    def of_kind(self, *kinds: str) -> list[Document]:
        """Return the documents of these kinds that are in use."""
        return list(self.library.of_kind(*kinds))

    def one(self, kind: str) -> Document | None:
        """Return the only document of a kind, if it is there."""
        return next(self.library.of_kind(kind), None)

    def retired(self, *kinds: str) -> list[Document]:
        """Return the documents of these kinds that are no longer in use."""
        return [item for item in self.library.documents if item.kind in kinds and not item.in_use]

    # --- services and agreements ------------------------------------------------------------------------

    def services(self) -> dict[str, list[Document]]:
        """Return the services by lifecycle, live ones first."""
        found: dict[str, list[Document]] = {stage: [] for stage in _LIFECYCLE}
        for document in self.library.of_kind("service"):
            found.setdefault(self.body(document).get("lifecycle", "not said"), []).append(document)
        return {stage: documents for stage, documents in found.items() if documents}

    def catalogue(self) -> list[Document]:
        """Return what customers can order: live services made for them."""
        live = self.services().get("live", [])
        return [service for service in live if self.body(service).get("customer_facing") is True]

    def naming(self, document: Document, *kinds: str) -> list[Document]:
        """Return the documents of these kinds in use that refer to a document, each once."""
        sources = {
            link.source.path: link.source
            for link in self.library.links_to(document.id)
            if link.source.kind in kinds and link.source.in_use
        }
        return [sources[path] for path in sorted(sources)]

    @cached_property
    def chains(self) -> Chains:
        """What the agreements with customers rest on, gathered once for all pages."""
        return Chains(self.library, self.as_of)

    # --- processes ---------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> dict[str, str]:
        """The group of requirements that each of FitSM's processes answers."""
        return {process.id: process.group for process in processes()}

    def process_titles(self) -> list[tuple[str, str]]:
        """Return code and title of FitSM's processes, in its order."""
        return [(process.id, process.title) for process in processes()]

    def latest(self, type: str, about: Document) -> Document | None:
        """Return the latest record of a type about a document."""
        named = {item.path for item in self.naming(about, "record")}
        return next((item for item in self.records_of(type) if item.path in named), None)

    def records_of(self, *types: str) -> list[Document]:
        """Return the records, of these types or all, the latest first."""
        found = [
            item
            for item in self.library.of_kind("record")
            if not types or self.body(item).get("type") in types
        ]
        return sorted(found, key=lambda item: (str(self.body(item).get("date", "")), item.id), reverse=True)

    # --- coverage, findings, history -----------------------------------------------------------------------

    @cached_property
    def shows(self) -> dict[str, dict[str, list[Result]]]:
        """The requirements for which each document, by its path, is evidence, by edition."""
        found: dict[str, dict[str, list[Result]]] = defaultdict(dict)
        for coverage in self.report.coverage:
            for result in coverage.results:
                for path in {item.document.path for item in result.shown}:
                    found[path].setdefault(coverage.catalogue.edition, []).append(result)
        return found

    @cached_property
    def findings(self) -> dict[str, list[Finding]]:
        """The findings by file."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.report.findings:
            found[finding.spot.path].append(finding)
        return found

    def at(self, path: str) -> Document | None:
        """Return the document in a file."""
        return self._by_path.get(path)

    def line(self, spot: Spot) -> int:
        """Return the line on which something stands."""
        located = self._locator.spot(spot).position
        return located.line if located and located.line else 1

    def recent(self, most: int = 10) -> Iterator[tuple[Change, list[Document]]]:
        """Yield the latest changes with the documents they touched."""
        shown = 0
        for change in self.history.changes:
            touched = [self._by_path[path] for path in change.paths if path in self._by_path]
            if touched and shown < most:
                shown += 1
                yield change, touched

    def overdue(self, day: date | None) -> bool:
        """Tell whether a day has passed."""
        return day is not None and day < self.as_of
