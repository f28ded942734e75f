"""Find what a word means: a rule, a requirement, a group of them, advice, a kind of document or an SLA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from smsbook.check.chain_words import explained
from smsbook.check.impact import FALLING
from smsbook.check.manual import ALL_RULES
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.reports.manual import advice_page, contents, group_page, kind_page, requirement_page, rule_page
from smsbook.reports.visible import visible
from smsbook.schema.kinds import load_kinds
from smsbook.schema.nearest import near
from smsbook.schema.shipped import shipped
from smsbook.source.folder import CouldNotRun
from smsbook.standard.catalogue import Catalogue, editions, load_catalogue
from smsbook.standard.model import advice, processes


def explain(word: str, path: Path, as_of: date) -> str:
    """Return the manual pages that fit the word; without a word, the list of all.

    Raises CouldNotRun where nothing fits.
    """
    catalogues = [load_catalogue(edition) for edition in editions()]
    kinds = load_kinds(shipped("schemas"))
    if not word:
        return contents(ALL_RULES, catalogues, kinds)
    pages = [rule_page(rule) for rule in ALL_RULES if rule.id == word]
    pages += [kind_page(kind) for kind in kinds.values() if kind.name == word]
    if not pages:
        report = _report(path, as_of)
        catalogues += _own(report)
        pages += _requirements(word, catalogues, report)
        pages += _groups(word, catalogues)
        pages += _advice(word, report)
        pages += _agreement(word, report)
    if not pages:
        known = [rule.id for rule in ALL_RULES] + list(kinds)
        known += [entry.id for catalogue in catalogues for entry in catalogue.requirements]
        known += [group.id for catalogue in catalogues for group in catalogue.groups]
        known += [item.id for item in advice()]
        known += [sla.id for sla in report.library.of_kind("sla")] if report else []
        close = near(word, known)
        hint = (
            f"did you mean {' or '.join(close)}?"
            if close
            else "`smsbook explain` lists all that can be explained"
        )
        raise CouldNotRun(f"there is no rule, requirement, group, kind or SLA `{word}`; {hint}")
    return "\n".join(pages)


def _own(report: Report | None) -> list[Catalogue]:
    """Return the catalogues that the SMS itself brings along."""
    found = [coverage.catalogue for coverage in report.coverage] if report else []
    return [catalogue for catalogue in found if catalogue.edition not in editions()]


def _requirements(word: str, catalogues: Sequence[Catalogue], report: Report | None) -> Iterator[str]:
    for catalogue in catalogues:
        for requirement in catalogue.requirements:
            if word.casefold() in (requirement.id.casefold(), requirement.reference.casefold()):
                yield requirement_page(requirement, catalogue, report)


def _advice(word: str, report: Report | None) -> Iterator[str]:
    about = {process.id: process for process in processes()}
    for item in advice():
        if item.id.casefold() == word.casefold():
            yield advice_page(item, about[item.process], report)


def _agreement(word: str, report: Report | None) -> Iterator[str]:
    """Yield an SLA explained; raises CouldNotRun for a document that is none."""
    document = report.library.document(word) if report else None
    if report is None or document is None:
        return
    if document.kind != "sla":
        hint = f"; `smsbook impact {document.id}` shows what it touches" if document.kind in FALLING else ""
        raise CouldNotRun(
            f"found `{document.id}`, which is no SLA; expected an SLA such as SLA-compute{hint}"
        )
    lines = explained(report.library, document, report.as_of)
    yield "".join(f"{visible(line)}\n" for line in lines)


def _groups(word: str, catalogues: Sequence[Catalogue]) -> Iterator[str]:
    """Yield the page of a group, named with its edition or for all editions at once."""
    for id in dict.fromkeys(group.id for catalogue in catalogues for group in catalogue.groups):
        fitting = [
            catalogue
            for catalogue in catalogues
            if word.casefold() in (id.casefold(), f"{catalogue.edition} {id}".casefold())
            and any(group.id == id for group in catalogue.groups)
        ]
        if fitting:
            yield group_page(id, fitting)


def _report(path: Path, as_of: date) -> Report | None:
    try:
        return check(path, as_of)
    except CouldNotRun:
        return None  # explained without a service management system at hand
