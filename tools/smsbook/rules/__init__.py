"""One module, one rule: from the library to findings. A new rule is a module and a line in RULES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from smsbook.library.library import Library
from smsbook.rules import (
    broken_reference,
    duplicate_id,
    misplaced_file,
    orphan_document,
    overdue_review,
    unaccountable_activity,
    unclosed_interface,
    wrong_kind_reference,
)
from smsbook.source.finding import Finding
from smsbook.source.manual import rule_of

Check = Callable[[Library, date], Iterator[Finding]]

RULES = (
    broken_reference,
    wrong_kind_reference,
    duplicate_id,
    misplaced_file,
    orphan_document,
    unclosed_interface,
    unaccountable_activity,
    overdue_review,
)

MANUAL = tuple(rule_of(module) for module in RULES)
CHECKS: tuple[Check, ...] = tuple(module.check for module in RULES)
