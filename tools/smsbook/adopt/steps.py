"""The order in which a provider who begins documents its service management: a proposal, over 18 months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from smsbook.standard.catalogue import load_catalogue

MONTHS = 18


@dataclass(frozen=True)
class Step:
    """What is documented within so many months: requirements or groups, by which role and in which steps.

    What another step names as a requirement is not meant by the group that it belongs to.
    """

    months: int
    names: tuple[str, ...]
    role: str
    steps: tuple[str, ...]


STEPS = (
    Step(
        2,
        ("GR1", "GR3"),
        "SMS.owner",
        (
            "Agree who answers for service management; name people and their roles under roles/.",
            "Write down who has a stake in the services, what the system covers, and the policy.",
        ),
    ),
    Step(
        3,
        ("GR2.1", "GR2.4", "GR4"),
        "SMS.manager",
        (
            "Set goals, responsibilities, training, tools and cycles in this plan.",
            "Settle how documents are written, approved, reviewed and changed.",
        ),
    ),
    Step(
        5,
        ("PR1", "PR9"),
        "SMS.manager",
        (
            "List the services and who uses them.",
            "Write down how incidents and requests are handled today; improve it later.",
        ),
    ),
    Step(
        7,
        ("PR2", "PR7"),
        "SMS.manager",
        (
            "Publish a service catalogue and one service level agreement that holds for everybody.",
            "Agree with the most important customers, and meet them.",
        ),
    ),
    Step(
        9,
        ("PR11", "PR12"),
        "SMS.manager",
        (
            "Say which items are kept track of and where.",
            "Let every change be registered, judged and approved at the right level.",
        ),
    ),
    Step(
        11,
        ("PR10", "PR13"),
        "SMS.manager",
        (
            "Look for the causes of incidents that return, and keep a list of known errors.",
            "Plan and test what goes into production.",
        ),
    ),
    Step(
        13,
        ("PR3", "PR8"),
        "SMS.manager",
        (
            "Agree which reports somebody reads, and write only those.",
            "Put agreements with suppliers beside those with customers.",
        ),
    ),
    Step(
        15,
        ("PR4", "PR5", "PR6"),
        "SMS.manager",
        (
            "Assess risks to availability, continuity and security, and plan what is done about them.",
            "Measure capacity, and plan ahead.",
        ),
    ),
    Step(
        16,
        ("GR2", "PR14"),
        "SMS.manager",
        (
            "Complete the definitions of all 14 processes; each was begun with its own step.",
            "Keep one register of improvements.",
        ),
    ),
    Step(
        MONTHS,
        ("GR1.3", "GR5", "GR6", "GR7"),
        "SMS.owner",
        (
            "Measure, audit and review the system once as a whole.",
            "Decide what to improve, and plan the next year.",
        ),
    ),
)


def documenting(edition: str, today: date) -> Iterator[dict[str, object]]:
    """Yield the entries of a service management plan, by which every requirement of an edition is planned."""
    catalogue = load_catalogue(edition)
    known = {group.id for group in catalogue.groups} | {entry.id for entry in catalogue.requirements}
    for step in STEPS:
        yield {
            "requirements": [f"{edition} {name}" for name in step.names if name in known],
            "by": (today + relativedelta(months=step.months)).isoformat(),
            "responsible": step.role,
            "steps": list(step.steps),
        }
