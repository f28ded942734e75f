"""One module, one rule: from the library to findings. A new rule is a module and a line in RULES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import ModuleType

from smsbook.library.library import Library
from smsbook.library.settings import weight
from smsbook.rules import (
    broken_reference,
    broken_seal,
    duplicate_id,
    ended_agreement,
    ended_assignment,
    idle_role_pattern,
    idle_version,
    incompatible_roles,
    long_review,
    misplaced_file,
    missing_approval,
    missing_deputy,
    orphan_document,
    overdue_review,
    overdue_step,
    self_audit,
    too_many_roles,
    unaccountable_activity,
    unauthorised_approval,
    unclear_catalogue,
    unclosed_interface,
    unfounded_exclusion,
    unfounded_review_date,
    unknown_goal,
    unknown_requirement,
    unmeasured_goal,
    unmentioned_advice,
    unraised_version,
    unsealed_approval,
    vacant_named_role,
    wrong_kind_reference,
)
from smsbook.source.finding import Finding
from smsbook.source.manual import rule_of

Check = Callable[[Library, date], Iterator[Finding]]


def _weighed(module: ModuleType) -> Check:
    """Return the check of a rule, as heavy as the settings of the SMS want it, or silent."""
    rule = rule_of(module)

    def check(library: Library, as_of: date) -> Iterator[Finding]:
        severity = weight(library, rule)
        if severity is not None:
            for finding in module.check(library, as_of):
                yield finding if severity is rule.severity else replace(finding, severity=severity)

    return check


RULES = (
    broken_reference,
    wrong_kind_reference,
    duplicate_id,
    misplaced_file,
    orphan_document,
    missing_approval,
    unauthorised_approval,
    broken_seal,
    unsealed_approval,
    unraised_version,
    idle_version,
    unfounded_review_date,
    unclear_catalogue,
    unknown_requirement,
    unfounded_exclusion,
    unclosed_interface,
    unaccountable_activity,
    vacant_named_role,
    missing_deputy,
    incompatible_roles,
    self_audit,
    too_many_roles,
    unknown_goal,
    unmeasured_goal,
    idle_role_pattern,
    overdue_review,
    long_review,
    overdue_step,
    ended_assignment,
    ended_agreement,
)

# Rules that only those who ask for advice want to hear.
ADVICE = (unmentioned_advice,)

MANUAL = tuple(rule_of(module) for module in (*RULES, *ADVICE))
CHECKS: tuple[Check, ...] = tuple(_weighed(module) for module in RULES)
ADVISING: tuple[Check, ...] = tuple(_weighed(module) for module in ADVICE)
