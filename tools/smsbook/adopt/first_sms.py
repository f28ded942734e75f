"""The first service management system of a provider: small, honest, with a plan for what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateutil.relativedelta import relativedelta

from smsbook.adopt.draft import draft
from smsbook.adopt.steps import MONTHS, documenting
from smsbook.adopt.wish import Wish
from smsbook.control.roundtrip import Layout, dump, write
from smsbook.schema.kinds import load_kinds
from smsbook.schema.shipped import shipped
from smsbook.source.folder import SETTINGS
from smsbook.standard.model import processes

POLICY, PLAN = "POL-service-management", "PLAN-sms"
_EDIT = {
    "github": ("https://github.com/OWNER/REPOSITORY", "edit/main/{path}"),
    "gitlab": ("https://gitlab.com/GROUP/PROJECT", "-/edit/main/{path}"),
    "other": ("https://git.example.org/sms", "edit/main/{path}"),
}


def first_sms(wish: Wish) -> Mapping[str, str]:
    """Return the files of the SMS by their path below its folder; the settings come last."""
    kinds = load_kinds(shipped("schemas"))
    documents = [
        ("organization", "organization", _organization(wish)),
        ("scope", "scope", {"title": "title: Scope", "provider": "provider: organization"}),
        ("policy", POLICY, {"title": "title: Service management policy"}),
        ("plan", PLAN, _plan(wish)),
        ("people", "people", {}),
        ("assignments", "assignments", {}),
        *(("process", process.id, {}) for process in processes()),
    ]
    files = {
        kinds[kind].path(id): draft(kinds[kind], id, wish.today, (wish.catalogue,), filled)
        for kind, id, filled in documents
    }
    return {**files, SETTINGS: "\n".join(_settings(wish)) + "\n"}


def _organization(wish: Wish) -> dict[str, str]:
    return {
        "title": write({"title": wish.name}),
        "name": write({"name": wish.name}),
        "structure": f"structure: {wish.structure}",
    }


def _plan(wish: Wish) -> dict[str, str]:
    until = wish.today + relativedelta(months=MONTHS)
    purpose = (
        f"From the first documents to all that FitSM-1 asks for, within {MONTHS} months. Order and days are "
        "a proposal that came with the first draft; change them to what can be kept."
    )
    texts = {"title": "Service management plan", "purpose": purpose}
    written = {
        "period": {"from": wish.today.isoformat(), "until": until.isoformat()},
        "processes": [process.id for process in processes()],
        "documenting": list(documenting(wish.catalogue, wish.today)),
        "related": [POLICY, "scope"],
    }
    return {key: write({key: text}) for key, text in texts.items()} | {
        key: dump({key: value}, Layout(dash=2)) for key, value in written.items()
    }


def _settings(wish: Wish) -> Iterator[str]:
    repository, edit = _EDIT[wish.host]
    yield "# yaml-language-server: $schema=../schemas/sms.schema.json"
    yield "# Settings of the service management system; lines that begin with # are notes."
    yield write({"name": wish.name, "standards": [wish.catalogue], "language": "en"}).rstrip("\n")
    yield "# Where this repository lives; with it, each page of the handbook leads to its file:"
    yield f"# repository: {repository}"
    yield f"# edit: {repository}/{edit}"
    yield "# The clocks and public holidays of hours that are promised in agreements:"
    yield "# time_zone: Europe/London"
    yield "# holidays: {country: GB}"
    yield "rules:"
    yield "  # At first nobody holds a role. Once people stand in roles/people.yml and roles/assignments.yml,"
    yield "  # delete all from «rules» on: then a role that documents name and nobody holds fails the check."
    yield "  vacant-named-role:"
    yield "    severity: warning"
