"""The crosswalk between the editions of FitSM-1, and the comparison with other standards."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from conftest import AS_OF, PROJECT
from smsbook.cli.explain import explain
from smsbook.source.folder import CouldNotRun
from smsbook.standard.catalogue import load_catalogue
from smsbook.standard.crosswalk import Row, counterparts, crosswalk, reused_ids
from smsbook.standard.iso_20000 import iso_20000

EARLIER, LATER = load_catalogue("FitSM-1:2016"), load_catalogue("FitSM-1:v3.0.1")
RELATIONS = ["same", "reworded", "extended", "merged", "split", "renumbered", "refocused", "new", "dropped"]
UNSOURCED = {f"PR{number}" for number in range(9, 15)}


def group(reference: str) -> str:
    return reference.rpartition(" ")[2].partition(".")[0]


def test_every_requirement_of_both_editions_is_in_the_crosswalk_and_no_other() -> None:
    rows = crosswalk().rows
    assert {item for row in rows for item in row.earlier} == {item.reference for item in EARLIER.requirements}
    assert {item for row in rows for item in row.later} == {item.reference for item in LATER.requirements}


def test_relations_are_known_and_fit_what_they_join() -> None:
    assert list(crosswalk().relations) == RELATIONS
    for row in crosswalk().rows:
        assert row.relation in RELATIONS
        assert (row.relation == "new") is (not row.earlier), row
        assert (row.relation == "dropped") is (not row.later), row
        assert (row.relation == "split") is (len(row.later) > 1), row
        assert row.note.endswith(".") or row.relation == "same", row


def test_rows_without_a_text_at_hand_are_unverified() -> None:
    rows = crosswalk().rows
    assert all(row.unverified is (group((row.earlier or row.later)[0]) in UNSOURCED) for row in rows)
    assert sum(not row.unverified for row in rows) == 53
    marked = {item.reference for item in EARLIER.requirements if item.unverified}
    assert marked == {item for row in rows if row.unverified for item in row.earlier}


def test_counterparts_take_references_with_their_edition() -> None:
    (row,) = counterparts("FitSM-1:2016 PR4.2")
    assert (row.relation, row.later) == ("dropped", ())
    (row,) = counterparts("FitSM-1:v3.0.1 PR4.2")
    assert (row.relation, row.earlier) == ("new", ())
    (row,) = counterparts("FitSM-1:2016 GR4.2")
    assert row.later == ("FitSM-1:v3.0.1 GR4.1",)
    assert row.beside("FitSM-1:v3.0.1 GR4.1") == ("FitSM-1:2016 GR4.1", "FitSM-1:2016 GR4.2")
    assert row.together_with("FitSM-1:2016 GR4.2") == ("FitSM-1:2016 GR4.1",)
    assert len(counterparts("FitSM-1:v3.0.1 GR1.2")) == 2
    assert counterparts("PR4.2") == counterparts("FitSM-1:v9 PR4.2") == ()
    with pytest.raises(FrozenInstanceError):
        Row((), (), "new", "", False).note = "x"  # type: ignore[misc]


def test_ids_that_mean_something_else_in_each_edition() -> None:
    sourced = [id for id in reused_ids() if group(id) not in UNSOURCED]
    assert sourced == (
        ["GR3.1", "GR4.2", "PR1.2", "PR2.3", "PR2.4", "PR2.5", "PR3.1", "PR4.2", "PR5.2", "PR6.2", "PR6.3"]
    )
    assert {"PR9.2", "PR12.3", "PR13.2"} <= set(reused_ids())
    assert not {"PR13.4", "GR1.1", "PR3.3"} & set(reused_ids())


def test_other_standards_are_placed_whole() -> None:
    whole = iso_20000()
    assert [item.id for item in whole.processes] == [f"5.{number}" for number in range(2, 28)]
    assert [pairing.group for pairing in whole.pairings] == [item.id for item in LATER.groups]
    placed = {
        item for pairing in whole.pairings for item in (*pairing.processes, *pairing.processes_supporting)
    }
    placed |= {lone.process for lone in whole.without_counterpart if lone.process}
    assert placed == set(whole.processes)
    used = {item for pairing in whole.pairings for item in (*pairing.clauses, *pairing.clauses_supporting)}
    used |= {clause for lone in whole.without_counterpart for clause in lone.clauses}
    unused = set(whole.clauses) - used
    assert {item.id for item in unused} == {"4"}  # it stands behind «for» only
    assert {pairing.strength for pairing in whole.pairings} == set(whole.strengths)
    assert all(pairing.itil for pairing in whole.pairings)


def test_what_has_no_counterpart_is_said() -> None:
    whole = iso_20000()
    names = [lone.process.name if lone.process else "" for lone in whole.without_counterpart]
    assert names[0] == "Budgeting and accounting for IT services"
    assert not whole.without_counterpart[0].groups
    known = {item.id for item in LATER.groups}
    assert all(set(lone.groups) <= known for lone in whole.without_counterpart)
    references = {item.reference for item in LATER.requirements}
    assert {item.requirement for item in whole.only_in_fitsm} <= references


def test_the_numbers_of_the_draft_are_one_higher() -> None:
    for row in iso_20000().numbering:
        draft, published = row.draft.split("."), row.published.split(".")
        assert (draft[:2], draft[3:]) == (published[:2], published[3:])
        assert int(draft[2]) == int(published[2]) + 1
    assert any("one higher" in " ".join(caveat.split()) for caveat in iso_20000().caveats)


# --- explained on the command line ----------------------------------------------------------------------


def told(word: str) -> str:
    return " ".join(explain(word, PROJECT / "sms", date.fromisoformat(AS_OF)).split())


def test_an_id_is_explained_in_both_editions() -> None:
    text = told("PR4.2")
    assert "FitSM-1:v3.0.1 PR4.2 Availability and continuity risks assessed" in text
    assert "FitSM-1:2016 PR4.2 Availability and continuity plans" in text
    assert "In FitSM-1:v3.0.1: dropped." in text
    assert "In FitSM-1:2016: no counterpart, it is new." in text
    assert "unverified" not in text


def test_a_reference_is_explained_alone() -> None:
    text = told("fitsm-1:2016 pr4.2")
    assert "Availability and continuity plans" in text
    assert "Availability and continuity risks assessed" not in text
    assert "page" not in text


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("FitSM-1:2016 GR4.1", "In FitSM-1:v3.0.1: GR4.1, merged with GR4.2."),
        ("FitSM-1:v3.0.1 GR4.1", "In FitSM-1:2016: GR4.1 and GR4.2, merged."),
        ("FitSM-1:2016 GR1.1", "In FitSM-1:v3.0.1: GR1.1, GR1.2 and GR1.3, split."),
        ("FitSM-1:v3.0.1 GR1.3", "In FitSM-1:2016: GR1.1, split into GR1.1, GR1.2 and GR1.3."),
        ("FitSM-1:2016 PR9.4", "In FitSM-1:v3.0.1: PR9.5, renumbered."),
    ],
)
def test_what_became_of_a_requirement_is_told(reference: str, words: str) -> None:
    assert words in told(reference)


def test_unverified_is_said_openly() -> None:
    text = told("FitSM-1:2016 PR11.6")
    assert "This entry is unverified: nobody has held our words beside the text of FitSM-1:2016 yet." in text
    assert "This is unverified: it compares subjects, not texts." in text
    assert "This is unverified" in told("FitSM-1:v3.0.1 PR11.5")
    assert "This entry is unverified" not in told("FitSM-1:v3.0.1 PR11.5")


def test_a_group_is_explained_with_its_counterparts() -> None:
    text = told("PR11")
    for words in (
        "PR11 Configuration Management",
        "Requirements of FitSM-1:v3.0.1: - PR11.1",
        "- PR11.6 Baseline before a release (unverified)",
        "ISO/IEC TR 20000-4:2010: - 5.7 Configuration management",
        "ISO/IEC 20000-1:2011: - 9.1 Configuration management",
        "- Service asset and configuration management",
        "Pairing them is our reading",
    ):
        assert words in text
    assert "PR11.5 CMDB verified (unverified)" in told("FitSM-1:2016 PR11")
    assert "v3.0.1" not in told("FitSM-1:2016 PR11")
    assert "there «Top Management Commitment & Responsibility»" in told("GR1")


def test_the_list_names_both_editions_and_the_groups() -> None:
    text = explain("", Path("nowhere"), date.fromisoformat(AS_OF))
    assert "Requirements of FitSM-1:2016:" in text
    assert "Groups of requirements:" in text
    with pytest.raises(CouldNotRun, match="no rule, requirement, group, kind or SLA `PR15`"):
        explain("PR15", Path("nowhere"), date.fromisoformat(AS_OF))
