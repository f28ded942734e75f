"""Write a division: a customer, its services and all that they rest on, in 29 documents."""

from __future__ import annotations

from collections.abc import Iterator

from author import Author, Data

_NEEDED = "availability", "continuity", "capacity", "demand", "security"


def division(author: Author, number: int) -> Iterator[Data]:
    """Yield a customer, its services and all that they rest on; each division leans on the one before."""
    before = max(number - 1, 0)
    yield _customer(author, number)
    yield _supplier(author, number, "internal")
    yield _supplier(author, number, "external")
    yield from (_service(author, number, index, before) for index in range(3))
    yield from (_component(author, number, index, before) for index in range(5))
    yield _service_agreement(author, number)
    yield _supply_agreement(author, number, "ola")
    yield _supply_agreement(author, number, "ua")
    yield author.report("service performance", str(number), [f"SLA-{number}"])
    yield author.procedure(str(number), "")
    yield {**author.policy(str(number)), "subject": "other"}
    yield {
        **author.plan(str(number)),
        "type": "service",
        "services": [f"SVC-{number}-0"],
        "technology": author.sentence(),
        "communication": author.sentence(),
        "acceptance_criteria": author.lines(2),
        "aligned_with": ["PLAN-sms"],
        "alignment": author.sentence(),
    }
    yield _capacity(author, number)
    yield _release_strategy(author, number)
    services = [f"SVC-{number}-{index}" for index in range(3)]
    for type in ("availability-review", "capacity-review", "performance-analysis"):
        yield author.record(type, number, services)
    agreements = [f"SLA-{number}", f"OLA-{number}", f"UA-{number}"]
    yield author.record("service-review", number, [f"CUS-{number}", f"SLA-{number}"])
    yield author.record("satisfaction-survey", number, [f"CUS-{number}"])
    yield author.record("supplier-evaluation", number, [f"SUP-{number}-internal", f"SUP-{number}-external"])
    yield author.record("agreement-review", number, agreements)
    yield author.record("performance-evaluation", number, agreements)
    yield author.delivery(str(number), [f"REP-{number}"])


def _customer(author: Author, number: int) -> Data:
    return {
        **author.head("customer", f"CUS-{number}", f"Customer {number}", "CRM.manager"),
        "type": author.phrase(),
        "description": author.text(3),
        "needs": author.text(3),
        "contacts": author.contacts(3),
        "channels": {
            way: author.text(2) for way in ("communication", "ordering", "escalation", "complaints")
        },
        "service_reviews": {"interval": "P12M", "format": author.sentence()},
        "satisfaction": {"method": author.sentence(), "interval": "P12M", "follow_up": author.sentence()},
    }


def _supplier(author: Author, number: int, type: str) -> Data:
    id = f"SUP-{number}-{type}"
    return {
        **author.head("supplier", id, f"Supplier {number}, {type}", "SUPPM.manager"),
        "type": type,
        "description": author.text(4),
        "delivers": author.lines(5),
        "contacts": author.contacts(3),
        "channels": {"communication": author.text(2), "escalation": author.text(2)},
        "evaluation": {"interval": "P12M", "criteria": author.lines(3)},
    }


def _service(author: Author, number: int, index: int, before: int) -> Data:
    rests_on = [f"CMP-{number}-{index}", f"CMP-{number}-{index + 1}", f"CMP-{before}-4"]
    return {
        **author.head("service", f"SVC-{number}-{index}", f"Service {number}.{index}", "SPM.owner"),
        "lifecycle": "live",
        "customer_facing": True,
        "description": author.text(3),
        "value": author.text(2),
        "users": author.sentence(),
        "customers": [f"CUS-{number}"],
        "offer": {
            "features": author.lines(3),
            "request": author.sentence(),
            "support": author.sentence(),
            "hours": "24/7",
        },
        "components": [
            {"component": component, "need": "required", "purpose": author.sentence()}
            for component in dict.fromkeys(rests_on)
        ],
        "suppliers": [
            {
                "supplier": f"SUP-{number}-{type}",
                "responsibility": author.sentence(),
                "contact": author.phrase(),
            }
            for type in ("internal", "external")
        ],
        "requirements": {
            **{subject: author.sentence() for subject in _NEEDED},
            "based_on": [f"SLA-{number}", f"CUS-{number}"],
            "met_by": author.text(2),
        },
        "monitoring": {subject: author.sentence() for subject in ("availability", "capacity", "warnings")},
        "risks": author.lines(3),
        "history": [{"date": f"20{year}-04-01", "stage": author.phrase()} for year in (22, 24)],
    }


def _component(author: Author, number: int, index: int, before: int) -> Data:
    provided = ("own", "internal", "external", "own", "own")[index]
    document = {
        **author.head("component", f"CMP-{number}-{index}", f"Component {number}.{index}", "CONFM.manager"),
        "description": author.text(10),
        "type": author.random.choice(("hardware", "software", "network", "storage", "facility")),
        "provided_by": "own" if provided == "own" else f"{provided}-supplier",
        "location": author.phrase(),
        "responsible": author.role(),
        "monitoring": author.text(10),
    }
    if provided != "own":
        document["supplier"] = f"SUP-{number}-{provided}"
        document["agreements"] = [f"OLA-{number}" if provided == "internal" else f"UA-{number}"]
    if index == 4 and before != number:
        purpose = author.sentence()
        document["components"] = [{"component": f"CMP-{before}-3", "need": "required", "purpose": purpose}]
    return document


def _service_agreement(author: Author, number: int) -> Data:
    return {
        **author.head("sla", f"SLA-{number}", f"Agreement with customer {number}", "SLM.manager"),
        "customers": [f"CUS-{number}"],
        "services": [f"SVC-{number}-{index}" for index in range(3)],
        **author.agreement(f"SVC-{number}-0"),
        "customer_duties": author.lines(2),
        "reporting": [{"report": f"REP-{number}", "frequency": "P12M"}],
    }


def _supply_agreement(author: Author, number: int, kind: str) -> Data:
    type, index = ("internal", 1) if kind == "ola" else ("external", 2)
    head = author.head(kind, f"{kind.upper()}-{number}", f"Agreement with {type} supplier", "SLM.manager")
    component = f"CMP-{number}-{index}"
    supplier = f"SUP-{number}-{type}"
    return {**head, "supplier": supplier, "supports": [component], **author.agreement(component)}


def _capacity(author: Author, number: int) -> Data:
    resources = [
        {
            "id": type,
            "name": author.phrase(),
            "type": type,
            "available": f"{author.random.randrange(20, 40)} {unit}",
            "used": f"{author.random.randrange(10, 20)} {unit}",
            "threshold": "80 %",
            "forecast": [{"date": f"20{year}-07-01", "needed": f"{year} {unit}"} for year in (27, 28)],
            "measures": author.actions(1),
            "responsible": author.role(),
        }
        for type, unit in (("human", "people"), ("technical", "TB"), ("financial", "EUR"))
    ]
    return {
        **author.head("capacity", f"CAP-{number}", f"Capacity for customer {number}", "CAPM.manager"),
        "services": [f"SVC-{number}-{index}" for index in range(3)],
        "method": author.text(2),
        "assumptions": author.text(2),
        "measured": "2026-09-30",
        "horizon": "2028-12-31",
        "resources": resources,
    }


def _release_strategy(author: Author, number: int) -> Data:
    head = author.head("release-strategy", f"RLS-{number}", f"Releases for customer {number}", "RDM.manager")
    return {
        **head,
        "applies_to": [f"SVC-{number}-{index}" for index in range(3)],
        "ci_types": ["service", "component"],
        "frequency": author.sentence(),
        "impact": author.sentence(),
        "technology": author.sentence(),
        "types": [
            {"name": author.phrase(), "criteria": author.sentence(), "testing": author.sentence()}
            for _ in range(2)
        ],
        "selection": author.lines(2),
        "planning": author.sentence(),
        "acceptance": {"criteria": author.lines(2), "verified": author.sentence()},
        "building": author.sentence(),
        "testing": author.sentence(),
        "failure": author.sentence(),
        "evaluation": author.sentence(),
        "communication": author.sentence(),
    }
