"""Read what `sms.yml` says about rules: how much they weigh, and their parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from smsbook.library.library import Library
from smsbook.source.finding import Rule, Severity

RULES = "rules"
OFF = "off"


def weight(library: Library, rule: Rule) -> Severity | None:
    """Return how much a rule weighs in this SMS, or None where it is switched off."""
    said = rule_settings(library, rule.id).get("severity")
    if said == OFF:
        return None
    return Severity(said) if said in tuple(Severity) else rule.severity


def rule_settings(library: Library, rule: str) -> Mapping[str, Any]:
    """Return what the settings say about a rule; what has another shape is left to the check of its shape."""
    rules = library.settings.get(RULES)
    found = rules.get(rule) if isinstance(rules, dict) else None
    return found if isinstance(found, dict) else {}


def patterns(value: Any) -> tuple[str, ...]:
    """Return the role patterns of a list in the settings, such as `*.owner`."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def fits(role: str, wanted: Iterable[str]) -> bool:
    """Tell whether the id of a role fits one of the patterns; `*` stands for any characters."""
    return any(fnmatchcase(role, pattern) for pattern in wanted)
