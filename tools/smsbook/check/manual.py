"""All rules of all rooms, with their manual pages: the one list that help, docs and tests derive from."""

from __future__ import annotations

from smsbook.coverage import flaws as coverage
from smsbook.rules import MANUAL
from smsbook.schema import flaws as schema
from smsbook.source import flaws as source
from smsbook.source.finding import Rule

ALL_RULES: tuple[Rule, ...] = (*source.RULES, *schema.RULES, *MANUAL, *coverage.RULES)
