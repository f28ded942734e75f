"""What templates may ask about agreements: their effective text, what carries them, and who leans on whom."""

from __future__ import annotations

from collections.abc import Mapping

from smsbook.pages import chain, effective, kept, leaning, reliance
from smsbook.pages.chain_figure import chain_figures
from smsbook.pages.chain_parts import chain_of
from smsbook.pages.working_rows import working_rows

TOOLS: Mapping[str, object] = {
    "MOST_ROWS": reliance.MOST,
    "accepted_gaps": effective.accepted,
    "affected": reliance.affected,
    "agreements_behind": reliance.agreements_behind,
    "alike": chain.alike,
    "chain_figures": chain_figures,
    "chain_of": chain_of,
    "clauses": effective.clauses,
    "depended_on_by": reliance.depended_on_by,
    "effective_targets": effective.effective_targets,
    "falls_short": leaning.falls_short,
    "leaning": leaning.leaning,
    "missing_agreements": kept.missing_agreements,
    "promised_availability": kept.promised_availability,
    "promises_kept": kept.promises_kept,
    "purpose_of": reliance.purpose_of,
    "rests_on": reliance.rests_on,
    "suppliers_of": chain.suppliers_of,
    "supported": leaning.supported,
    "through_others": reliance.through_others,
    "unsupplied": kept.unsupplied,
    "worked_out": kept.worked_out,
    "working_rows": working_rows,
}
