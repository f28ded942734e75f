"""Read the manual page of a rule from the docstring of its module."""

from __future__ import annotations

import inspect
import re
from types import ModuleType

from smsbook.source.finding import Cause, Rule, Severity

_SHAPE = re.compile(
    r"\A(?P<summary>.+?)\n\nWhy it matters: (?P<why>.+?)\n\nHow to fix it: (?P<fix>.+?)\Z", re.DOTALL
)


def rule_of(module: ModuleType) -> Rule:
    """Return the rule that a module is: its `ID`, and its docstring in three parts.

    Raises ValueError where the docstring has another shape.
    """
    match = _SHAPE.match(inspect.cleandoc(module.__doc__ or ""))
    if not match:
        raise ValueError(f"{module.__name__} lacks «Why it matters: …» or «How to fix it: …»")
    summary, why, fix = (" ".join(part.split()) for part in match.groups())
    severity = getattr(module, "SEVERITY", Severity.ERROR)
    return Rule(module.ID, summary, why, fix, severity, getattr(module, "CAUSE", Cause.CONTENT))
