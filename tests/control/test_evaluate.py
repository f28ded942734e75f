"""The records that `smsbook evaluate --write` leaves on the example SMS, and when it leaves none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conftest import AS_OF, PROJECT
from smsbook.check.evaluation import evaluate
from smsbook.check.run import check, load
from smsbook.cli.evaluate import told
from smsbook.control.evaluate import record
from smsbook.control.evaluation_record import Recording, bodies
from smsbook.coverage.state import State
from smsbook.source.folder import CouldNotRun

DATA = PROJECT / "docs/measured-values.csv"
TODAY = date.fromisoformat(AS_OF)
RECORDING = Recording(date(2026, 11, 6), "lena-fischer", date(2026, 11, 6))
LATER = date(2027, 6, 30)


def lacking(sms: Path) -> dict[str, bool]:
    """Tell what the requirements lack that the records prove, when evaluations are due again."""
    results = {each.requirement.id: each for each in check(sms, LATER).coverage[0].results}
    delivered = "REP-service-levels"  # other reports are due by then as well
    return {
        "PR2.3": results["PR2.3"].state is not State.DOCUMENTED,
        "PR2.5": results["PR2.5"].state is not State.DOCUMENTED,
        "PR3.3": any(delivered in gap.text for gap in results["PR3.3"].gaps),
    }


def records(sms: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in (sms / "records").iterdir()}


def test_the_records_are_the_evidence(scratch: Path) -> None:
    sms = scratch / "sms"
    for pattern in ("*performance-evaluation*", "*report-delivery-service-levels*"):
        for file in (sms / "records").glob(pattern):
            file.unlink()
    assert all(lacking(sms).values())
    before = records(sms)

    on = date(2027, 6, 4)
    recording = Recording(on, "lena-fischer", on)
    done = record(evaluate(sms, DATA, "2026-10"), recording, LATER)

    assert not any(lacking(sms).values())
    assert [one.id for one in done if one.new] == [
        "REC-2027-06-04-performance-evaluation-sla",
        "REC-2027-06-04-performance-evaluation-ola-ua",
        "REC-2027-06-04-report-delivery-service-levels",
    ]
    assert set(records(sms)) - set(before) == {f"{one.id}.yml" for one in done}

    again = record(evaluate(sms, DATA, "2026-10"), recording, LATER)
    assert [(one.id, one.new) for one in again] == [(one.id, False) for one in done]
    assert "recorded before: REC-2027-06-04-performance-evaluation-sla" in told(again)


def test_what_was_missed_stands_in_the_record(scratch: Path) -> None:
    sms = scratch / "sms"
    done = record(evaluate(sms, DATA, "2026-08"), Recording(date(2026, 9, 4)), TODAY)
    assert [one.id for one in done] == ["REC-2026-09-04-performance-evaluation-sla"]
    library, findings = load(sms)
    assert not findings
    written = library.document(done[0].id)
    assert written is not None
    assert written.body["about"] == ["SLA-compute"]  # of the others, nothing was measured
    assert written.body["outcome"] == "missed"
    assert written.body["period"] == {"from": "2026-08-01", "until": "2026-08-31"}
    missed = "resolution-p1 (10 hours measured, 8 hours in 90 % of cases promised; the update of 11 August)"
    assert written.body["result"].startswith(f"10 of 11 targets met; missed: SLA-compute {missed}.")
    assert written.body["evaluation"] == {"sla-compute": f"10 met, 1 missed. Missed: {missed}."}


@pytest.mark.parametrize(
    ("change", "when", "recording", "words"),
    [
        (("98.54 %", "98.54"), "2026-08", RECORDING, "1 row to mend first"),
        (("", ""), "2026-05", RECORDING, "no target was judged"),
        (("", ""), "2026-10", Recording(date(2026, 10, 30)), "it is not over on 2026-10-30"),
        (("", ""), "2026-10", Recording(date(2026, 12, 1)), "this day is yet to come"),
        (("", ""), "2026-10", Recording(date(2026, 11, 6), "lena-fisher"), "did you mean lena-fischer?"),
    ],
)
def test_nothing_is_written_where_something_is_in_the_way(
    scratch: Path, change: tuple[str, str], when: str, recording: Recording, words: str
) -> None:
    data = scratch / "values.csv"
    data.write_text(DATA.read_text(encoding="utf-8").replace(*change, 1) if change[0] else DATA.read_text())
    before = records(scratch / "sms")
    with pytest.raises(CouldNotRun, match="nothing was recorded:") as error:
        record(evaluate(scratch / "sms", data, when), recording, TODAY)
    assert words in str(error.value)
    assert records(scratch / "sms") == before


def test_faulty_rows_are_recorded_where_that_is_asked_for(scratch: Path) -> None:
    data = scratch / "values.csv"
    strayed = "SLA-servey,availability,,2026-08-01,2026-08-31,99 %,,\n"
    wrong = "SLA-compute,ingest,,2026-08-01,2026-08-31,2 TB,,\n"
    kept = [line for line in DATA.read_text(encoding="utf-8").splitlines(True) if ",ingest," not in line]
    data.write_text("".join([*kept, strayed, wrong]), encoding="utf-8")
    (done,) = record(evaluate(scratch / "sms", data, "2026-08"), replace(RECORDING, faulty=True), TODAY)[:1]
    library, findings = load(scratch / "sms")
    assert not findings
    written = library.document(done.id)
    assert written is not None
    rows = len(kept)
    assert [(each["row"], each["column"]) for each in written.body["unusable"]] == [
        (rows + 1, "agreement"),
        (rows + 2, "value"),
    ]
    assert "2 rows of the measured values to mend." in written.body["result"]
    (ingest,) = [each for each in written.body["results"] if each["target"] == "ingest"]
    assert (ingest["state"], ingest["how"]) == ("no-data", f"row {rows + 2} cannot be used")


@pytest.mark.parametrize(("when", "on"), [("2026-08", date(2026, 9, 7)), ("2026-10", date(2026, 11, 6))])
def test_the_records_of_the_example_are_what_the_command_writes(when: str, on: date) -> None:
    library, _ = load(PROJECT / "sms")
    for body in bodies(evaluate(PROJECT / "sms", DATA, when), Recording(on), "lena-fischer"):
        there = library.document(body["id"])
        assert there is not None
        added = {"language", "summary", "actions"}  # by hand: a tool cannot know why
        assert {key: value for key, value in there.body.items() if key not in added} == body


def test_an_agreement_with_dots_in_its_id_gets_its_judgement(scratch: Path) -> None:
    sms = scratch / "sms"
    for file in sms.rglob("*.yml"):
        said = file.read_text(encoding="utf-8")
        file.write_text(said.replace("OLA-tape", "OLA-tape.1"), encoding="utf-8")
    (sms / "agreements/OLA-tape.yml").rename(sms / "agreements/OLA-tape.1.yml")
    data = scratch / "values.csv"
    data.write_text(DATA.read_text(encoding="utf-8").replace("OLA-tape", "OLA-tape.1"), encoding="utf-8")
    found = list(bodies(evaluate(sms, data, "2026-10"), RECORDING, ""))
    assert "ola-tape-1" in found[1]["evaluation"]
