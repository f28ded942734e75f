"""From a report to the pages of the handbook: no clock, no network, nothing written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from smsbook.check.report import Report
from smsbook.coverage.state import Coverage
from smsbook.library.document import Document
from smsbook.library.history import NO_HISTORY, History
from smsbook.pages import contents, entries, views
from smsbook.pages.book import Book
from smsbook.pages.carrying import TOOLS as CARRYING
from smsbook.pages.duties import activity_anchor
from smsbook.pages.editions import (
    groups_of_fitsm,
    reused,
    side_by_side,
)
from smsbook.pages.environment import Templates
from smsbook.pages.evaluation_view import TOOLS as EVALUATIONS
from smsbook.pages.evidence import chapters, counts, in_state, interpretations, own_coverage, proofs
from smsbook.pages.heat import heat
from smsbook.pages.interface_map import flows, interface_map
from smsbook.pages.layers import layers
from smsbook.pages.neighbours import neighbours
from smsbook.pages.page import Page
from smsbook.pages.places import FITSM_ROLES, coverage_page
from smsbook.pages.releases import held, held_kinds, releases, unreleased
from smsbook.pages.sheet import Sheet
from smsbook.pages.timeline import agreement_groups, earliest, timeline
from smsbook.pages.trail import trail
from smsbook.schema.shipped import shipped
from smsbook.standard.crosswalk import crosswalk
from smsbook.standard.editor import FOLDER, editor_texts
from smsbook.standard.iso_20000 import iso_20000
from smsbook.standard.model import ADVICE_KEYS, processes, roles, terms
from smsbook.standard.reply import reply_of

# Page, template, title. The navigation in mkdocs.yml names the same pages.
OVERVIEWS = (
    ("index.md", "overview/home.md.j2", "Home"),
    ("documents/index.md", "overview/documents.md.j2", "Documents"),
    ("services/catalogue.md", "overview/catalogue.md.j2", "Service catalogue"),
    ("services/portfolio.md", "overview/portfolio.md.j2", "Service portfolio"),
    ("agreements/index.md", "overview/agreements.md.j2", "Agreements"),
    ("policies/index.md", "overview/policies.md.j2", "Policies"),
    ("processes/index.md", "overview/processes.md.j2", "Processes"),
    ("plans/index.md", "overview/plans.md.j2", "Scope and plans"),
    ("roles/index.md", "overview/roles.md.j2", "Roles and responsibilities"),
    (FITSM_ROLES, "overview/fitsm-roles.md.j2", "Roles of FitSM"),
    ("parties/index.md", "overview/parties.md.j2", "Customers and suppliers"),
    ("reports/index.md", "overview/reports.md.j2", "Reports and indicators"),
    ("registers/index.md", "overview/registers.md.j2", "Registers"),
    ("records/index.md", "overview/records.md.j2", "Records"),
    ("releases/index.md", "overview/changes.md.j2", "Changes"),
    ("coverage/index.md", "overview/coverage.md.j2", "Coverage"),
    ("coverage/findings.md", "overview/findings.md.j2", "Findings"),
    ("standards/editions.md", "overview/editions.md.j2", "FitSM-1, 2016 and v3 side by side"),
    ("standards/iso-20000.md", "overview/iso-20000.md.j2", "FitSM-1, ISO/IEC 20000 and ITIL"),
    ("glossary.md", "overview/glossary.md.j2", "Glossary"),
)
_COVERAGE = "overview/requirements.md.j2"
_ASSETS = (".css", ".svg", ".js")


def render(report: Report, history: History = NO_HISTORY, folders: Sequence[Path] = ()) -> Iterator[Page]:
    """Yield all pages of the handbook and the files they need; `folders` come before the shipped one."""
    searched = (*folders, shipped("templates"))
    templates = Templates(searched, _TOOLS)
    book = Book(report, history)
    for document in book.library.documents:
        yield document_page(book, templates, document)
    for path, template, title in OVERVIEWS:
        yield Page(path, templates.draw(template, **_values(book, Sheet(book, path, title))))
    for coverage in report.coverage:
        yield coverage_of(book, templates, coverage)
    yield from assets(searched)
    yield from schemas()


def coverage_of(book: Book, templates: Templates, coverage: Coverage) -> Page:
    """Return the page that tells of each requirement of a catalogue whether it is documented, and where."""
    path = coverage_page(coverage.catalogue.edition)
    sheet = Sheet(book, path, f"Coverage of {coverage.catalogue.edition.replace(':', ' ')}")
    return Page(path, templates.draw(_COVERAGE, **_values(book, sheet), coverage=coverage))


def document_page(book: Book, templates: Templates, document: Document) -> Page:
    """Return the page of one document; a kind without a template of its own gets the general one."""
    path = book.places.page(document)
    own = f"{document.kind}.md.j2"
    name = own if document.readable and templates.has(own) else "generic.md.j2"
    sheet = Sheet(book, path, document.title, document)
    return Page(path, templates.draw(name, **_values(book, sheet), document=document))


def assets(folders: Sequence[Path]) -> Iterator[Page]:
    """Yield the style sheets and pictures that come with the templates; the first folder wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted((folder / "assets").glob("*")):
            if file.suffix in _ASSETS:
                found.setdefault(f"assets/{file.name}", file)
    for path in sorted(found):
        yield Page(path, found[path].read_text(encoding="utf-8"))


def schemas() -> Iterator[Page]:
    """Yield the schemas for editors, so that each version has those its documents were written by."""
    for name, text in editor_texts():
        yield Page(f"{FOLDER}/{name}", text)


def _values(book: Book, sheet: Sheet) -> dict[str, object]:
    return {"book": book, "page": sheet}


_TOOLS: dict[str, object] = {
    **CARRYING,
    **EVALUATIONS,
    "ADVICE_KEYS": ADVICE_KEYS,
    "activity_anchor": activity_anchor,
    "agreement_groups": agreement_groups,
    "agreements_for": views.agreements_for,
    "by_process": views.by_process,
    "chapters": chapters,
    "charges": views.charges,
    "contents": contents.contents,
    "counts": counts,
    "coverage_page": coverage_page,
    "crosswalk": crosswalk,
    "earliest": earliest,
    "entries_naming": views.entries_naming,
    "fitsm_processes": processes,
    "fitsm_roles": roles,
    "flows": flows,
    "grouped": entries.grouped,
    "groups_of_fitsm": groups_of_fitsm,
    "heat": heat,
    "held": held,
    "held_kinds": held_kinds,
    "in_state": in_state,
    "indicators": views.indicators,
    "interface_map": interface_map,
    "interpretations": interpretations,
    "iso_20000": iso_20000,
    "kinds_in": contents.kinds_in,
    "kinds_of": views.kinds_of,
    "layers": layers,
    "named_in": views.named_in,
    "neighbours": neighbours,
    "open_first": entries.open_first,
    "own_coverage": own_coverage,
    "owners_in": contents.owners_in,
    "passing": views.passing,
    "priority_matrix": entries.priority_matrix,
    "proofs": proofs,
    "record_types": views.record_types,
    "releases": releases,
    "reply_of": reply_of,
    "reused": reused,
    "risk_levels": entries.risk_levels,
    "risk_matrix": entries.risk_matrix,
    "said_in": views.said_in,
    "side_by_side": side_by_side,
    "states_in": contents.states_in,
    "targets": views.targets,
    "terms": terms,
    "timeline": timeline,
    "trail": trail,
    "unreleased": unreleased,
    "worst_first": entries.worst_first,
}
