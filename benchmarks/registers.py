"""Write the registers and schemes that an SMS has once: what daily work keeps to, and where it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from author import PROCESSES, Author, Data

_REGISTERS = {
    "incidents-and-requests": "ISRM",
    "problems": "PM",
    "known-errors": "PM",
    "cmdb": "CONFM",
    "changes": "CHM",
    "schedule-of-changes": "CHM",
    "releases": "RDM",
    "access-rights": "ISM",
    "security-events": "ISM",
}
_LEVELS = "low", "medium", "high"
_CONTROLS = "physical", "technical", "organisational"
_ASSETS = [f"asset-{number}" for number in range(6)]


def registers(author: Author) -> Iterator[Data]:
    """Yield the registers of each process that keeps one; they name nothing but the first division."""
    yield from (_register(author, type, process) for type, process in _REGISTERS.items())
    services = [f"SVC-0-{number}" for number in range(3)]
    yield _risks(author, "continuity", services, area="availability-and-continuity", owner="SACM.manager")
    yield _risks(author, "security", _ASSETS, area="information-security", owner="ISM.manager")
    yield _assets(author)
    yield _controls(author)
    yield _configuration_model(author)
    yield _change_scheme(author)
    yield _priority_scheme(author)
    yield _improvements(author)


def _register(author: Author, type: str, process: str) -> Data:
    manager = f"{process}.manager"
    return {
        **author.head("register", f"REG-{type}", f"Register of {type}", manager),
        "type": type,
        "process": process,
        "description": author.text(2),
        "tool": author.phrase(),
        "location": f"https://benchmark.example/{type}",
        "responsible": manager,
        "registration": author.text(2),
        "holds": [{"field": author.phrase(), "meaning": author.sentence()} for _ in range(6)],
        "upkeep": author.text(2),
        "history": author.text(2),
        "informed": [{"who": author.phrase(), "how": author.sentence()} for _ in range(2)],
        "access": author.sentence(),
        "retention": author.sentence(),
    }


def _risks(author: Author, name: str, affected: list[str], *, area: str, owner: str) -> Data:
    risks = [
        {
            "id": f"{name}-risk-{number}",
            "risk": author.text(2),
            "affects": [thing],
            "likelihood": author.random.choice(_LEVELS),
            "impact": author.random.choice(_LEVELS),
            "level": author.random.choice(_LEVELS),
            "treatment": "reduce",
            "measures": author.actions(2),
            "controls": [f"control-{author.random.choice(_CONTROLS)}"],
            "owner": author.role(),
        }
        for number, thing in enumerate(affected)
    ]
    return {
        **author.head("risks", f"RSK-{name}", f"Risks to {name}", owner),
        "area": area,
        "method": author.text(3),
        "scale": [
            {"level": level, "likelihood": author.sentence(), "impact": author.sentence()}
            for level in _LEVELS
        ],
        "acceptance": author.text(2),
        "risks": risks,
    }


def _assets(author: Author) -> Data:
    need = "confidentiality", "integrity", "availability"
    assets = [
        {
            "id": id,
            "name": author.phrase(),
            "description": author.sentence(),
            "owner": author.role(),
            **{quality: author.random.choice(("normal", "high", "very-high")) for quality in need},
            "reason": author.sentence(),
            "components": [f"CMP-0-{number % 5}"],
            "handling": author.sentence(),
        }
        for number, id in enumerate(_ASSETS)
    ]
    head = author.head("assets", "AST-information", "Assets", "ISM.manager")
    return {**head, "method": author.text(2), "assets": assets}


def _controls(author: Author) -> Data:
    ids = [f"control-{type}" for type in _CONTROLS]
    return {
        **author.head("controls", "CTL-security", "Security controls", "ISM.manager"),
        "requirements": [
            {
                "id": f"requirement-{number}",
                "requirement": author.sentence(),
                "source": author.sentence(),
                "controls": [ids[number % len(ids)]],
            }
            for number in range(6)
        ],
        "controls": [
            {
                "id": id,
                "name": author.phrase(),
                "type": type,
                "description": author.text(2),
                "responsible": author.role(),
                "status": "in-place",
                "checked": author.sentence(),
                "components": [f"CMP-0-{number}"],
                "procedures": ["POL-information-security"],
            }
            for number, (id, type) in enumerate(zip(ids, _CONTROLS, strict=True))
        ],
    }


def _configuration_model(author: Author) -> Data:
    return {
        **author.head("ci-model", "CIM-items", "Configuration items", "CONFM.manager"),
        "covers": author.text(3),
        "excludes": author.sentence(),
        "level_of_detail": author.text(2),
        "ci_types": [
            {
                "id": id,
                "name": author.phrase(),
                "meaning": author.sentence(),
                "attributes": author.lines(3),
                "examples": [example],
                "responsible": author.role(),
            }
            for id, example in (("service", "SVC-0-0"), ("component", "CMP-0-0"))
        ],
        "relationship_types": [
            {
                "id": "rests-on",
                "name": author.phrase(),
                "meaning": author.sentence(),
                "from": ["service", "component"],
                "to": ["component"],
            }
        ],
        "control": author.text(2),
        "change_tracking": author.text(2),
        "baselines": author.sentence(),
        "verification": {
            "method": author.text(2),
            "sample": author.sentence(),
            "responsible": "CONFM.manager",
            "follow_up": author.sentence(),
        },
    }


def _change_scheme(author: Author) -> Data:
    judged = "benefits", "risks", "impact", "effort", "feasibility"
    return {
        **author.head("change-types", "CHT-types", "Types of changes", "CHM.manager"),
        "related": ["REG-changes"],
        "registration": author.text(2),
        "classifying": author.text(2),
        "types": [
            {
                "id": type,
                "name": author.phrase(),
                "class": type,
                "criteria": author.lines(2),
                "steps": [{"step": author.sentence(), "responsible": author.role()} for _ in range(4)],
                "approval": {
                    "level": author.phrase(),
                    "by": [author.role()],
                    "criteria": author.sentence(),
                },
                "review": author.sentence(),
            }
            for type in ("standard", "normal", "major", "emergency")
        ],
        "assessment": {point: author.sentence() for point in judged},
        "reversal": author.text(2),
        "post_implementation_review": author.text(2),
        "closure": author.text(2),
    }


def _priority_scheme(author: Author) -> Data:
    def scale(*ids: str) -> list[Data]:
        return [{"id": id, "name": author.phrase(), "criteria": author.sentence()} for id in ids]

    highest = len(_LEVELS) - 1
    return {
        **author.head("priorities", "PRIO-incidents", "Priorities", "ISRM.manager"),
        "registration": author.text(2),
        "classes": scale("incident", "request", "access"),
        "impacts": scale(*_LEVELS),
        "urgencies": scale(*_LEVELS),
        "priorities": [
            {"id": f"p{number}", "name": author.phrase(), "meaning": author.sentence()}
            for number in range(1, 2 * len(_LEVELS))
        ],
        "matrix": [
            {"impact": impact, "urgency": urgency, "priority": f"p{1 + 2 * highest - first - second}"}
            for (first, impact), (second, urgency) in product(enumerate(_LEVELS), repeat=2)
        ],
        "agreements": author.text(2),
        "major_incident": {
            "criteria": author.lines(2),
            "declared_by": "ISRM.manager",
            "procedure": "PROC-major-incident",
        },
    }


def _improvements(author: Author) -> Data:
    improved = ["POL-service-management", "PLAN-sms", *PROCESSES]
    return {
        **author.head("improvements", "IMP-register", "Improvements", "CSI.manager"),
        "sources": [
            {"source": author.phrase(), "how": author.sentence(), "responsible": author.role()}
            for _ in range(3)
        ],
        "areas": [
            {"about": [document], "how": author.sentence(), "responsible": author.role()}
            for document in improved
        ],
        "assessment": author.text(2),
        "control": author.text(2),
        "improvements": [
            {
                "id": f"improvement-{number}",
                "opportunity": author.sentence(),
                "source": author.phrase(),
                "found": "2026-05-04",
                "about": [author.process()],
                "assessment": author.sentence(),
                "decision": "accepted",
                "action": author.sentence(),
                "responsible": author.role(),
                "due": "2027-03-01",
                "status": "in-progress",
            }
            for number in range(4)
        ],
        "nonconformities": [
            {
                "id": f"nonconformity-{number}",
                "what": author.sentence(),
                "found": "2026-06-15",
                "about": [author.process()],
                "cause": author.sentence(),
                "action": author.sentence(),
                "responsible": author.role(),
                "due": "2027-03-01",
                "status": "open",
            }
            for number in range(2)
        ],
    }
