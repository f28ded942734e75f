"""The first steps after `smsbook init`: somebody holds roles, and one document is ready to be approved."""

from __future__ import annotations

from pathlib import Path

from conftest import replace

APPROVE = "smsbook approve POL-service-management --by joan-fell"


def ready_to_approve(folder: Path) -> None:
    """Name somebody, and put the policy into review."""
    replace(
        folder / "sms/roles/people.yml", "\npeople:\n", "\npeople:\n  - {id: joan-fell, name: Joan Fell}\n"
    )
    held = "".join(f"  - {{role: SMS.{role}, person: joan-fell}}\n" for role in ("owner", "manager"))
    replace(folder / "sms/roles/assignments.yml", "\nassignments:\n", f"\nassignments:\n{held}")
    policy = folder / "sms/policies/POL-service-management.yml"
    replace(policy, "status: draft ", "status: in-review ")
    replace(policy, 'version: "0.1"', 'version: "1.0"')
