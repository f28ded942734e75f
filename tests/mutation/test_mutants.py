"""Proof by mutation: take each piece of evidence away in turn; the gate names every requirement it served.

One class for each folder of the example, so that they run beside each other; what the gate names is kept in
`named/`, to be read by people.
"""

from __future__ import annotations

import gc
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import wrap

import pytest
from gate import Gate, everything
from hypothesis import given, settings
from hypothesis import strategies as st
from mutants import PLACEHOLDER, Derived, Mutant, derive, sealed, written

from conftest import AS_OF, PROJECT
from gold import hold
from smsbook.check.run import check
from smsbook.source.finding import Finding
from smsbook.standard.catalogue import catalogues

NAMED = Path(__file__).parent / "named"
SMS = PROJECT / "sms"
PLAN = "plans/PLAN-sms.yml"
TODAY = date.fromisoformat(AS_OF)
EDITIONS = {"FitSM-1:v3.0.1": "v3", "FitSM-1:2016": "2016"}


@cache
def plain() -> dict[str, str]:
    """The plan without what it plans to document or excludes: these requirements could not be named."""
    plan = dict(Gate(SMS, TODAY).document(PLAN).body)
    kept = {key: plan[key] for key in plan if key not in ("documenting", "exclusions")}
    return {PLAN: written(sealed(kept))}


@cache
def gate() -> Gate:
    return Gate(SMS, TODAY, plain())


@cache
def derived() -> Derived:
    return derive(gate().library, catalogues(gate().library), TODAY)


@pytest.fixture(autouse=True)
def without_garbage_collection() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def names(found: Iterable[Finding]) -> frozenset[str]:
    """Return the requirements that findings name."""
    return frozenset(name for finding in found for name in finding.requirements)


def short(references: Iterable[str]) -> str:
    """Write requirements down in few characters, each edition once."""
    by_edition: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for reference in references:
        edition, _, id = reference.partition(" ")
        group, _, number = id.rpartition(".")
        by_edition[edition].append((group, int(number)))
    order = [*EDITIONS, *sorted(by_edition.keys() - EDITIONS.keys())]
    return "; ".join(
        f"{EDITIONS.get(edition, edition)} {' '.join(f'{group}.{number}' for group, number in _sorted(ids))}"
        for edition in order
        if (ids := by_edition.get(edition))
    )


def _sorted(ids: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(ids, key=lambda id: (id[0].rstrip("0123456789"), len(id[0]), id))


def told(rows: Iterable[tuple[str, str, str]]) -> str:
    """Write (heading, act, ids) down: under each heading the acts, behind each act its ids."""
    under: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for heading, act, ids in rows:
        under[heading][act].append(ids)
    lines = []
    for heading in sorted(under):
        lines += [*heading.split("\n")]
        for act, ids in sorted(under[heading].items()):
            text = f"{act}: {', '.join(sorted(ids))}" if any(ids) else act
            lines += wrap(text, 108, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)
        lines.append("")
    return "\n".join(lines)


class Folder:
    """All mutants whose first file lies in one folder."""

    folder = ""

    def test_the_gate_names_each_requirement_that_loses_evidence(
        self, record_property: Callable[[str, object], None]
    ) -> None:
        rows, survivors = [], []
        mutants = [mutant for mutant in derived().mutants if mutant.folder == self.folder]
        for mutant in mutants:
            named = names(gate().new(mutant.files(gate().library)))
            if not mutant.requirements <= named:
                survivors.append(f"{mutant.name}: not named {short(mutant.requirements - named)}")
            also = short(named - mutant.requirements)
            heading = f"serves {short(mutant.requirements)}" + (f"\nalso   {also}" if also else "")
            rows.append((heading, mutant.act, "+".join(mutant.ids)))
        record_property("mutants", len(mutants))
        record_property("killed", len(mutants) - len(survivors))
        assert mutants
        assert not survivors
        hold(told(rows), NAMED / f"{self.folder}.txt")


class TestAgreements(Folder):
    folder = "agreements"


class TestParties(Folder):
    folder = "parties"


class TestPlans(Folder):
    folder = "plans"


class TestPolicies(Folder):
    folder = "policies"


class TestProcesses(Folder):
    folder = "processes"


class TestRecords(Folder):
    folder = "records"


class TestRegisters(Folder):
    folder = "registers"


class TestReports(Folder):
    folder = "reports"


class TestRoles(Folder):
    folder = "roles"


class TestServices(Folder):
    folder = "services"


class TestTheMutants:
    """Whether the mutants are all there are, and mean what they say."""

    def test_each_folder_has_a_class(self) -> None:
        assert {item.folder for item in Folder.__subclasses__()} == {
            item.folder for item in derived().mutants
        }

    def test_each_has_a_name_of_its_own(self) -> None:
        every = [mutant.name for mutant in derived().mutants]
        assert len(every) == len(set(every))

    def test_each_requirement_loses_something(self) -> None:
        served = {name for mutant in derived().mutants for name in mutant.requirements}
        asked = {
            requirement.reference
            for catalogue in catalogues(gate().library)
            for requirement in catalogue.requirements
        }
        unshown = {line.partition(": ")[0] for line in derived().missing}
        assert asked - served <= unshown

    def test_what_cannot_be_taken_away_is_listed(self) -> None:
        hold("".join(f"{line}\n" for line in derived().missing), NAMED / "not-there.txt")

    def test_writing_a_document_anew_changes_nothing(self) -> None:
        library = gate().library
        assert gate().new({document.path: written(document.body) for document in library.documents}) == []

    def test_a_check_of_real_files_says_the_same(
        self, scratch: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(scratch)
        every = derived().mutants
        for mutant in every[:: len(every) // 12]:
            shutil.rmtree("sms")
            shutil.copytree(SMS, "sms")
            changes = {**plain(), **mutant.files(gate().library)}
            for path, text in changes.items():
                if text is None:
                    Path("sms", path).unlink()
                else:
                    Path("sms", path).write_text(text, encoding="utf-8")
            report = check(Path("sms"), TODAY, strict_time=True)
            assert report.fails()
            assert everything(report.findings) == everything(gate().findings(changes))


def texts() -> list[Mutant]:
    """The mutants that only write a placeholder; they hide nothing from one another."""
    return [mutant for mutant in derived().mutants if mutant.act.startswith(PLACEHOLDER)]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data())
def test_two_mutants_are_named_together(data: st.DataObject) -> None:
    first, second = (data.draw(st.sampled_from(texts())) for _ in range(2))
    both = Mutant("both", (), first.edits | second.edits, first.requirements | second.requirements)
    assert both.requirements <= names(gate().new(both.files(gate().library)))
