"""Write the prose and the documents that occur everywhere, from one stream of random numbers."""

from __future__ import annotations

import random
from itertools import count as counting
from typing import Any

Data = dict[str, Any]

PROCESSES = ["SPM", "SLM", "SRM", "SACM", "CAPM", "ISM", "CRM", "SUPPM"]
PROCESSES += ["ISRM", "PM", "CONFM", "CHM", "RDM", "CSI"]
PEOPLE = [f"{first}-{last}" for first in ("ada", "ben", "cleo", "dov") for last in ("hale", "imre", "jonas")]
OWNER = PEOPLE[0]  # approves all documents
_QUALITIES = [
    "planned",
    "agreed",
    "current",
    "critical",
    "shared",
    "regional",
    "yearly",
    "external",
    "common",
]
_NOUNS = ["service", "customer", "agreement", "incident", "change", "report", "target", "review", "supplier"]
_NOUNS += ["component", "plan", "record", "team", "desk", "register", "request", "backup", "network", "risk"]
_NOUNS += ["storage cluster", "maintenance window", "measurement", "interface", "contract"]
_VERBS = ["covers", "names", "checks", "keeps", "describes", "reaches", "follows", "limits", "supports"]
_MANNERS = [
    "within two working days",
    "once a quarter",
    "before the next review",
    "as agreed with the customer",
    "without a further request",
    "where the agreement is silent",
    "as long as the contract runs",
    "after each major incident",
]


class Author:
    """Writes documents, one after the other, from one stream of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.serial = counting(1)

    # --- words ------------------------------------------------------------------------------------------

    def sentence(self) -> str:
        pick = self.random.choice
        subject, thing = (f"{pick(_QUALITIES)} {pick(_NOUNS)}" for _ in range(2))
        return f"The {subject} {pick(_VERBS)} the {thing} {pick(_MANNERS)}."

    def text(self, sentences: int) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def lines(self, count: int) -> list[str]:
        return [self.sentence() for _ in range(count)]

    def phrase(self) -> str:
        return f"{self.random.choice(_QUALITIES).capitalize()} {self.random.choice(_NOUNS)}"

    def person(self) -> str:
        return self.random.choice(PEOPLE)

    def role(self) -> str:
        return f"{self.random.choice(PROCESSES)}.{self.random.choice(('owner', 'manager'))}"

    def process(self) -> str:
        return self.random.choice(PROCESSES)

    # --- parts ------------------------------------------------------------------------------------------

    def head(self, kind: str, id: str, title: str, owner: str, **more: Any) -> Data:
        return {
            "kind": kind,
            "id": id,
            "title": title,
            "version": f"1.{self.random.randrange(10)}",
            "status": "approved",
            "owner": owner,
            "classification": "internal",
            "language": "en",
            "summary": self.text(2),
            "approval": {
                "by": OWNER,
                "role": "SMS.owner",
                "date": "2026-03-02",
                "note": self.text(2),
            },
            "review": {"interval": "P12M", "next": "2027-03-02"},
            **more,
        }

    def contacts(self, count: int) -> list[Data]:
        return [
            {
                "name": self.phrase(),
                "function": self.sentence(),
                "email": f"desk{next(self.serial)}@benchmark.example",
                "hours": "Mo-Fr 08:00-18:00",
            }
            for _ in range(count)
        ]

    def duties(self, count: int) -> list[Data]:
        return [{"role": self.role(), "tasks": self.lines(2)} for _ in range(count)]

    def actions(self, count: int) -> list[Data]:
        return [
            {"what": self.sentence(), "responsible": self.role(), "due": "2027-02-01", "status": "open"}
            for _ in range(count)
        ]

    def targets(self, service: str) -> list[Data]:
        return [
            {
                "id": metric,
                "name": self.phrase(),
                "metric": metric,
                "value": value,
                "period": "P1M",
                "basis": "calendar",
                "measured": self.sentence(),
                "service": service,
            }
            for metric, value in (
                ("availability", "99.5 %"),
                ("response-time", "PT4H"),
                ("capacity", "20 TB"),
            )
        ]

    def agreement(self, service: str) -> Data:
        return {
            "description": self.text(2),
            "validity": {"from": "2026-01-01", "until": "2028-12-31", "notice": "P6M"},
            "service_hours": "24/7",
            "support": {"channels": self.contacts(1), "hours": "Mo-Fr 08:00-18:00", "languages": "English"},
            "maintenance": {"window": "Second Tuesday of a month 07:00-09:00", "notice": "P2W"},
            "targets": self.targets(service),
            "provider_duties": self.lines(3),
            "escalation": [
                {"level": str(level), "when": self.phrase(), "role": self.role()} for level in (1, 2)
            ],
            "security": self.text(2),
        }

    # --- documents --------------------------------------------------------------------------------------

    def policy(self, name: str) -> Data:
        return {
            **self.head("policy", f"POL-{name}", f"Policy {name}", "SMS.manager"),
            "purpose": self.text(2),
            "applies_to": self.sentence(),
            "goals": self.lines(3),
            "rules": [{"title": self.phrase(), "text": self.text(2)} for _ in range(4)],
            "responsibilities": self.duties(2),
            "related": ["POL-service-management"],
        }

    def plan(self, name: str) -> Data:
        return {
            **self.head("plan", f"PLAN-{name}", f"Plan {name}", "SMS.manager"),
            "purpose": self.text(2),
            "goals": [
                {
                    "goal": self.sentence(),
                    "process": self.process(),
                    "by": "2027-12-01",
                    "responsible": self.role(),
                    "measure": self.sentence(),
                    "status": "in-progress",
                }
                for _ in range(4)
            ],
            "milestones": [
                {"what": self.phrase(), "date": "2027-06-30", "responsible": self.role(), "status": "open"}
                for _ in range(3)
            ],
            "responsibilities": self.duties(2),
            "risks": self.lines(2),
        }

    def report(self, subject: str, name: str, agreements: list[str] | None = None) -> Data:
        return {
            **self.head("report", f"REP-{name}", f"Report {name}", "SRM.manager"),
            "covers": [subject.replace(" ", "-")],
            "purpose": self.text(4),
            "audience": self.text(2),
            "frequency": "P12M",
            "content": self.lines(8),
            "format": self.sentence(),
            "delivery": self.text(2),
            "agreed_with": [{"who": self.phrase(), "date": "2026-02-01"} for _ in range(2)],
            "data_sources": self.lines(3),
            "process": "SRM",
            "agreements": agreements or ["SLA-0"],
            "responsible": "SRM.manager",
        }

    def procedure(self, name: str, process: str) -> Data:
        return {
            **self.head("procedure", f"PROC-{name}", f"Procedure {name}", "CSI.manager"),
            "process": process or self.process(),
            "covers": [name],
            "purpose": self.text(2),
            "trigger": self.sentence(),
            "steps": [
                {"step": self.text(2), "responsible": self.role(), "records": self.phrase()} for _ in range(6)
            ],
            "outcome": self.text(2),
        }

    def delivery(self, name: str, reports: list[str]) -> Data:
        return self.record("report-delivery", name, reports)

    def training(self, number: int) -> Data:
        return self.record("training", f"single-{number}", ["POL-service-management"])

    def record(self, type: str, name: object, about: list[str]) -> Data:
        month, day = 1 + self.random.randrange(10), 1 + self.random.randrange(28)
        date = f"2026-{month:02}-{day:02}"
        return {
            **self.head("record", f"REC-{type}-{name}", f"Record {type} {name}", "SMS.manager"),
            "type": type,
            "date": date,
            "about": about,
            "participants": sorted({self.person() for _ in range(3)}),
            "outcome": "done",
            "result": self.text(8),
            "evaluation": {word: self.text(2) for word in ("performance", "demand", "complaints")},
            "actions": self.actions(3),
        }
