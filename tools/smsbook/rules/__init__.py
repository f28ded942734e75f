"""One module, one rule: from the library to findings. A new rule is a module and a line in RULES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import ModuleType

from smsbook.library.library import Library
from smsbook.library.settings import weight
from smsbook.rules import (
    agreement_before_its_time,
    broken_reference,
    broken_seal,
    circular_support,
    doubtful_availability,
    duplicate_id,
    ended_agreement,
    ended_assignment,
    idle_acceptance,
    idle_role_pattern,
    idle_version,
    incomparable_target,
    incompatible_roles,
    lapsed_acceptance,
    long_review,
    misplaced_file,
    missing_approval,
    missing_deputy,
    missing_handle,
    orphan_document,
    overdue_review,
    overdue_step,
    renewal_gap,
    reversed_validity,
    self_audit,
    short_supporting_agreement,
    too_many_roles,
    unaccountable_activity,
    unagreed_customer,
    unagreed_service,
    unauthorised_approval,
    unclear_catalogue,
    unclear_group,
    unclear_quantity,
    unclosed_interface,
    uncovered_hours,
    unfitting_maintenance,
    unfounded_exclusion,
    unfounded_review_date,
    unknown_goal,
    unknown_requirement,
    unmeasured_goal,
    unmentioned_advice,
    unraised_version,
    unreachable_availability,
    unsealed_approval,
    unsupplied_component,
    unused_agreement,
    vacant_named_role,
    weaker_target,
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
    missing_handle,
    incompatible_roles,
    self_audit,
    too_many_roles,
    unknown_goal,
    unmeasured_goal,
    idle_role_pattern,
    unclear_quantity,
    circular_support,
    unclear_group,
    uncovered_hours,
    unfitting_maintenance,
    weaker_target,
    unreachable_availability,
    doubtful_availability,
    idle_acceptance,
    reversed_validity,
    unagreed_service,
    unagreed_customer,
    unsupplied_component,
    short_supporting_agreement,
    agreement_before_its_time,
    renewal_gap,
    unused_agreement,
    overdue_review,
    long_review,
    overdue_step,
    ended_assignment,
    ended_agreement,
    lapsed_acceptance,
)

# Rules that only those who ask for advice want to hear.
ADVICE = (unmentioned_advice, incomparable_target)

MANUAL = tuple(rule_of(module) for module in (*RULES, *ADVICE))
CHECKS: tuple[Check, ...] = tuple(_weighed(module) for module in RULES)
ADVISING: tuple[Check, ...] = tuple(_weighed(module) for module in ADVICE)
