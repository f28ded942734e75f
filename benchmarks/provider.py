"""Write the documents that an SMS has once, however large it is."""

from __future__ import annotations

from collections.abc import Iterator

from author import OWNER, PEOPLE, PROCESSES, Author, Data
from registers import registers

SUBJECTS = ["service performance", "process performance", "significant events", "nonconformities"]
_CYCLES = ["management-review", "audit", "plan-review", "process-review", "performance-evaluation"]
_CYCLES += ["availability-review", "capacity-review", "performance-analysis", "problem-review"]
_CYCLES += ["continuity-risk-assessment", "security-risk-assessment", "configuration-verification"]
_HANDLING = {
    "complaint-handling": ("CRM", "complaint-handling"),
    "security-incident": ("ISM", "security-incident"),
    "access-rights": ("ISM", "access-rights"),
    "incident-handling": ("ISRM", "incident-handling", "escalation"),
    "request-fulfilment": ("ISRM", "request-fulfilment"),
    "major-incident": ("ISRM", "major-incident"),
    "problem-handling": ("PM", "problem-identification", "problem-investigation"),
}
_RECORDS = {
    "management-review": ["PLAN-sms"],
    "audit": ["PLAN-sms"],
    "plan-review": ["PLAN-sms"],
    "process-review": PROCESSES,
    "security-review": ["POL-information-security", "POL-access-control"],
    "continuity-risk-assessment": ["RSK-continuity"],
    "security-risk-assessment": ["RSK-security"],
    "problem-review": ["REG-known-errors"],
    "configuration-verification": ["REG-cmdb"],
}
_GOALS = "timely", "complete"
_WAYS = ((1, "gives"), (-1, "takes"), (3, "gives"), (-3, "takes"))


def provider(author: Author) -> Iterator[Data]:
    yield _organization(author)
    yield _scope(author)
    yield _stakeholders(author)
    yield _people(author)
    yield _assignments(author)
    yield _service_management_policy(author)
    yield _documented_information_policy(author)
    for subject in ("information-security", "access-control"):
        yield {**author.policy(subject), "subject": subject}
    yield _service_management_plan(author)
    yield _indicators(author)
    yield from (_definition(author, number) for number in range(len(PROCESSES)))
    yield from (author.report(subject, subject.replace(" ", "-")) for subject in SUBJECTS)
    yield author.delivery("provider", [f"REP-{subject.replace(' ', '-')}" for subject in SUBJECTS])
    criteria = {name: author.sentence() for name in ("demand", "resources", "benefits")}
    yield {**author.procedure("proposal-evaluation", "SPM"), "criteria": criteria}
    yield from (_handling(author, name, *about) for name, about in _HANDLING.items())
    yield from registers(author)
    yield from (author.record(type, "provider", about) for type, about in _RECORDS.items())


def _organization(author: Author) -> Data:
    return {
        **author.head("organization", "organization", "The provider", "SMS.owner"),
        "name": "Benchmark federation",
        "structure": "federation",
        "mission": author.text(3),
        "members": [
            {"name": f"Member {number}", "location": f"Site {number}", "contributes": author.sentence()}
            for number in range(6)
        ],
        "contacts": dict(zip(("service_desk", "security", "complaints"), author.contacts(3), strict=True)),
    }


def _scope(author: Author) -> Data:
    return {
        **author.head("scope", "scope", "Scope of the SMS", "SMS.owner"),
        "statement": author.text(4),
        "provider": "organization",
        "services": [f"SVC-0-{number}" for number in range(3)],
        "customers": ["CUS-0"],
        "exclusions": [{"what": author.phrase(), "reason": author.sentence()} for _ in range(4)],
        "considers": [{"stakeholder": author.phrase(), "effect": author.sentence()} for _ in range(6)],
    }


def _stakeholders(author: Author) -> Data:
    return {
        **author.head("stakeholders", "stakeholders", "Stakeholders", "SMS.manager"),
        "stakeholders": [
            {
                "name": author.phrase(),
                "group": group,
                "needs": author.lines(2),
                "analysis": author.sentence(),
                "responsible": author.role(),
            }
            for group in ("customer", "user", "member", "funder")
        ],
        "obligations": [
            {"name": author.phrase(), "type": type, "demands": author.sentence(), "met_by": author.sentence()}
            for type in ("legal", "regulatory", "contractual")
        ],
    }


def _people(author: Author) -> Data:
    entries = [
        {
            "id": id,
            "name": id.replace("-", " ").title(),
            "email": f"{id}@benchmark.example",
            "function": author.phrase(),
            "organization": "Benchmark federation",
        }
        for id in PEOPLE
    ]
    return {**author.head("people", "people", "People", "SMS.manager"), "people": entries}


def _assignments(author: Author) -> Data:
    roles = [f"{process}.{post}" for process in ("SMS", *PROCESSES) for post in ("owner", "manager")]
    roles += ["CRM.customer-relationship-manager", "SUPPM.supplier-relationship-manager"]
    pairs = {role: author.random.sample(PEOPLE, 2) for role in roles} | {"SMS.owner": [OWNER, PEOPLE[1]]}
    entries = [
        {"role": role, "person": person, "since": "2025-03-01", "deputy": deputy}
        for role, (person, deputy) in pairs.items()
    ]
    head = author.head("assignments", "assignments", "Role assignment matrix", "SMS.manager")
    return {**head, "assignments": entries}


def _service_management_policy(author: Author) -> Data:
    commitments = "continual_improvement", "service_orientation", "process_orientation", "resources"
    return {
        **author.policy("service-management"),
        "subject": "service-management",
        "commitments": {name: author.sentence() for name in commitments},
        "communicated": [{"to": "all staff", "how": "by mail and in a meeting", "date": "2026-03-05"}],
        "enforcement": author.text(2),
    }


def _documented_information_policy(author: Author) -> Data:
    subjects = (
        "creation_and_approval",
        "communication_and_distribution",
        "review",
        "versioning_and_change_tracking",
    )
    return {
        **author.policy("documented-information"),
        "subject": "documented-information",
        "document_control": {name: author.sentence() for name in subjects},
    }


def _service_management_plan(author: Author) -> Data:
    return {
        **author.plan("sms"),
        "type": "service-management",
        "training": [{"topic": author.phrase(), "how": author.sentence()}],
        "tools": [{"name": author.phrase(), "purpose": author.sentence(), "supports": PROCESSES[:4]}],
        "cycles": [{"type": type, "interval": "P12M", "responsible": "SMS.manager"} for type in _CYCLES],
    }


def _indicators(author: Author) -> Data:
    def entry(id: str, **more: str) -> Data:
        return {
            "id": id,
            "name": author.phrase(),
            **more,
            "target": "at least 95 %",
            "source": author.phrase(),
            "frequency": "P3M",
            "responsible": author.role(),
        }

    entries = [
        entry(f"{process.lower()}-{goal}", process=process, goal=goal)
        for process in PROCESSES
        for goal in _GOALS
    ]
    head = author.head("kpis", "KPI-sms", "Indicators", "SMS.manager")
    return {**head, "indicators": [entry("sms-met"), *entries]}


def _handling(author: Author, name: str, process: str, *subjects: str) -> Data:
    return {
        **author.procedure(name, process),
        "covers": list(subjects),
        "considers": [{"what": author.sentence(), "from": author.phrase()} for _ in range(2)],
        "escalation": {way: author.sentence() for way in ("functional", "hierarchical")},
        "communication": author.text(2),
        "closure": author.text(2),
    }


def _definition(author: Author, number: int) -> Data:
    code = PROCESSES[number]
    ring = [(way, PROCESSES[(number + step) % len(PROCESSES)]) for step, way in _WAYS]
    return {
        **author.head("process", code, f"Process {code}", f"{code}.owner"),
        "purpose": author.sentence(),
        "goals": [{"id": goal, "text": author.sentence()} for goal in _GOALS],
        "inputs": [{"what": author.phrase(), "from": author.phrase()} for _ in range(2)],
        "activities": [
            {
                "name": author.phrase(),
                "steps": author.lines(2),
                "responsible": [f"{code}.manager"],
                "accountable": f"{code}.owner",
                "informed": [author.role()],
                "records": author.phrase(),
            }
            for _ in range(3)
        ],
        "outputs": [{"what": author.phrase(), "kept_in": author.phrase()} for _ in range(2)],
        "responsibilities": author.duties(1),
        "interfaces": [
            {"process": other, "direction": way, "what": f"what {giver} hands to {taker}"}
            for way, other in ring
            for giver, taker in [(code, other) if way == "gives" else (other, code)]
        ],
        "policies": ["POL-service-management"],
        "procedures": ["PROC-complaint-handling"],
    }
