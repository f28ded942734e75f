"""The wheel is complete: built from the source distribution, installed and run outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import AS_OF, PROJECT, Run

# The programs of the packages that smsbook depends on; pip would install them beside it.
PROGRAMS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
CAREFUL = {"PYTHONWARNINGS": "error"}  # for smsbook; what pip warns about is its own affair
NO_NETWORK = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INDEX": "1"}


def call(*words: str | Path, cwd: Path, env: Mapping[str, str] = NO_NETWORK) -> Run:
    """Run a program with none of this process's settings for Python, and return what it printed."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))
    }
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**environment, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def succeed(*words: str | Path, cwd: Path) -> str:
    """Run a program that has to succeed, and return what it printed."""
    done = call(*words, cwd=cwd)
    assert done.returncode == 0, f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution alone."""
    folder = tmp_path_factory.mktemp("dist")
    succeed(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=PROJECT)
    (archive,) = folder.glob("*.tar.gz")
    succeed("tar", "-xzf", archive, "-C", folder, cwd=folder)
    (source,) = (path for path in folder.iterdir() if path.is_dir())
    succeed(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout: an environment in `venv/` with the wheel installed, and `sms/`."""
    folder = tmp_path_factory.mktemp("elsewhere")
    succeed(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv/bin/python"
    place = Path(
        succeed(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    )
    # What smsbook depends on is borrowed from the environment that runs the tests. A line in a .pth file adds
    # the folder, but does not look into it for other .pth files: the editable smsbook stays out.
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (place / "borrowed.pth").write_text("".join(f"{path}\n" for path in sorted(borrowed)), encoding="utf-8")
    options = ["--no-deps", "--no-index", "--no-compile", "--ignore-installed", "--quiet"]
    succeed(python, "-m", "pip", "install", *options, wheel, cwd=folder)
    shutil.copytree(PROJECT / "sms", folder / "sms")
    return folder


def smsbook(elsewhere: Path, *words: str) -> Run:
    """Run the installed command."""
    return call(
        elsewhere / "venv/bin/smsbook",
        *words,
        "--as-of",
        AS_OF,
        cwd=elsewhere,
        env={**CAREFUL, "PATH": PROGRAMS},
    )


def test_the_wheel_holds_all_that_is_shipped_beside_the_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ci", "schemas", "sms", "templates"):
        files = [path for path in (PROJECT / folder).rglob("*") if path.is_file() and path.name[0] != "."]
        assert files
        missing = {f"smsbook/shipped/{path.relative_to(PROJECT).as_posix()}" for path in files} - names
        assert missing == set()
    data = {path.relative_to(PROJECT / "tools").as_posix() for path in (PROJECT / "tools").rglob("*.yml")}
    assert data
    assert data <= names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "sms/")) or "__pycache__" in name]


def test_what_runs_comes_from_the_wheel(elsewhere: Path) -> None:
    said = succeed(
        elsewhere / "venv/bin/python", "-c", "import smsbook; print(smsbook.__file__)", cwd=elsewhere
    )
    assert Path(said.strip()).is_relative_to(elsewhere / "venv"), said
    assert succeed(elsewhere / "venv/bin/smsbook", "--version", cwd=elsewhere).startswith("smsbook 0.")


def test_check_outside_the_checkout(elsewhere: Path) -> None:
    clean = smsbook(elsewhere, "check", "sms")
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "no findings" in clean.stdout
    assert clean.stderr == ""
    file = elsewhere / "sms/processes/CHM.yml"
    content = file.read_bytes()
    file.unlink()
    broken = smsbook(elsewhere, "check", "sms")
    file.write_bytes(content)
    assert broken.returncode == 1
    assert "FitSM-1:v3.0.1 GR2.2" in broken.stdout


def test_init_outside_the_checkout(elsewhere: Path) -> None:
    for options in (["--host", "gitlab"], ["--example"]):
        folder = elsewhere / f"begun{options[0]}"
        begun = smsbook(elsewhere, "init", folder.name, "--defaults", *options)
        assert begun.returncode == 0, begun.stdout + begun.stderr
        assert smsbook(elsewhere, "check", folder.name).returncode == 0
        wheel = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1]
        assert wheel.startswith("./smsbook-")  # it was installed from a file, which only this machine has


def test_explain_outside_the_checkout(elsewhere: Path) -> None:
    assert "Each of the 14 service management processes" in smsbook(elsewhere, "explain", "GR2.2").stdout
    assert "It lives in agreements/" in smsbook(elsewhere, "explain", "sla").stdout


def test_render_outside_the_checkout(elsewhere: Path) -> None:
    done = smsbook(elsewhere, "render", "sms", "--out", "pages")
    assert done.returncode == 0, done.stdout + done.stderr
    page = next((elsewhere / "pages").rglob("CHM.md"))
    assert "Change management" in page.read_text(encoding="utf-8")
    assert list((elsewhere / "pages").rglob("*.css")), "the assets are missing"
