"""Which requirements ask for somebody to hold a role."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.library.library import Library
from smsbook.standard.catalogue import Assigned, catalogues


def asking(library: Library, role: str) -> Iterator[str]:
    """Yield the requirements, with their edition, that ask for a holder of the role in this SMS."""
    for catalogue in catalogues(library):
        for requirement in catalogue.requirements:
            if any(
                role in evidence.roles and (not evidence.kind or any(library.of_kind(evidence.kind)))
                for evidence in requirement.evidence
                if isinstance(evidence, Assigned)
            ):
                yield requirement.reference
