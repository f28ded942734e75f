"""A built handbook behind a web server on this machine, and Debian's Chromium to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from chromium import served
from conftest import AS_OF, PROJECT, smsbook


def build(folder: Path) -> Path:
    """Build the handbook of `sms/` in a folder, as a user would, and return the folder of the site."""
    done = smsbook("build", "sms", "--as-of", AS_OF, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbook")
    shutil.copytree(PROJECT / "sms", folder / "sms")
    return build(folder)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address
