"""A small SMS around one SLA, for the tests of what agreements say together."""

from __future__ import annotations

import shelf
from smsbook.agreements.promises import Promises, promises
from smsbook.agreements.terms import Terms, terms
from smsbook.library.document import Document
from smsbook.library.library import Library

DEFAULT = """
kind: sla
id: SLA-default
default: true
services: [SVC-compute, SVC-storage]
validity: {from: 2026-01-01, until: 2027-12-31}
service_hours: 24/7
security: Data belong to those who stored them.
support: {hours: Mo-Fr 09:00-17:00, languages: English}
targets:
- {id: up, name: Jobs run, metric: availability, value: 97.5 %, period: P1M, service: SVC-compute}
- {id: up-storage, name: Data are there, metric: availability, value: 98.5 %, service: SVC-storage}
- {id: response-p1, name: Answer, metric: response-time, value: PT2H, priority: P1, basis: support-hours}
- {id: response-p2, name: Answer, metric: response-time, value: PT4H, priority: P2, basis: support-hours}
- {id: rate, name: Images come in, metric: throughput, value: 1 Gbit/s}
"""
OWN = """
kind: sla
id: SLA-compute
based_on: SLA-default
customers: [CUS-survey]
services: [SVC-compute]
support: {hours: Mo-Fr 08:00-18:00}
targets:
- {id: available, name: Jobs run, metric: availability, value: 98.5 %, period: P1M}
- {id: first, name: Answer, metric: response-time, value: PT1H, priority: P1, basis: support-hours}
- {id: nightly, name: Nights start, metric: throughput, value: 2 Gbit/s, share: 95 %}
"""
SETTINGS = "name: Example\nstandards: [FitSM-1:v3.0.1]\ntime_zone: Europe/London\nholidays: {country: GB}\n"


def sms(*texts: str, settings: str = SETTINGS) -> Library:
    """Return the library of these documents; they have to be in good shape."""
    library, findings = shelf.library({**shelf.documents(*texts), "sms.yml": settings})
    assert not findings, findings
    return library


def document(library: Library, id: str) -> Document:
    """Return a document that is there."""
    found = library.document(id)
    assert found is not None
    return found


def text(library: Library, id: str) -> Terms:
    """Return the effective text of an agreement."""
    return terms(library, document(library, id))


def promised(library: Library, id: str) -> Promises:
    """Return what an agreement promises."""
    return promises(library, text(library, id))
