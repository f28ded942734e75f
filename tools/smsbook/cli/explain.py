"""Find what a word means: a rule, a requirement or a kind of document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from smsbook.check.manual import ALL_RULES
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.reports.manual import contents, kind_page, requirement_page, rule_page
from smsbook.schema.kinds import load_kinds
from smsbook.schema.nearest import near
from smsbook.schema.shipped import shipped
from smsbook.source.folder import CouldNotRun
from smsbook.standard.catalogue import editions, load_catalogue


def explain(word: str, path: Path, as_of: date) -> str:
    """Return the manual pages that fit the word; without a word, the list of all.

    Raises CouldNotRun where nothing fits.
    """
    catalogues = tuple(load_catalogue(edition) for edition in editions())
    kinds = load_kinds(shipped("schemas"))
    if not word:
        return contents(ALL_RULES, catalogues, kinds)
    pages = [rule_page(rule) for rule in ALL_RULES if rule.id == word]
    pages += [kind_page(kind) for kind in kinds.values() if kind.name == word]
    for catalogue in catalogues:
        for requirement in catalogue.requirements:
            if word.casefold() in (requirement.id.casefold(), requirement.reference.casefold()):
                pages.append(requirement_page(requirement, catalogue, _report(path, as_of)))
    if not pages:
        known = [rule.id for rule in ALL_RULES] + list(kinds)
        known += [entry.id for catalogue in catalogues for entry in catalogue.requirements]
        close = near(word, known)
        hint = (
            f"did you mean {' or '.join(close)}?"
            if close
            else "`smsbook explain` lists all that can be explained"
        )
        raise CouldNotRun(f"there is no rule, requirement or kind `{word}`; {hint}")
    return "\n".join(pages)


def _report(path: Path, as_of: date) -> Report | None:
    try:
        return check(path, as_of)
    except CouldNotRun:
        return None  # explained without a service management system at hand
