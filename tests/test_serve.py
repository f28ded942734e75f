"""The live preview follows edits, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from conftest import replace


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, words: str, seconds: float = 60) -> str:
    """Fetch a page until it holds the words."""
    text = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                text = answer.read().decode("utf-8")
            if words in text:
                return text
        except OSError:  # refused, cut off, or late
            pass
        time.sleep(0.3)
    raise AssertionError(f"{address} never showed {words!r}; it shows {text[:500]!r}")


def test_the_preview_follows_an_edit(scratch: Path) -> None:
    port = free_port()
    # A shell lets what it runs in the background ignore Ctrl-C; the preview listens to it nevertheless.
    command = ["env", "--default-signal=INT", sys.executable, "-m", "smsbook", "serve", "sms"]
    command += ["--address", f"127.0.0.1:{port}"]
    preview = subprocess.Popen(
        command,
        cwd=scratch,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        address = f"http://127.0.0.1:{port}/services/SVC-compute.html"
        wait_for(address, "Batch computing")
        file = scratch / "sms/services/SVC-compute.yml"
        replace(file, "title: Batch computing", "title: Computing by moonlight")
        wait_for(address, "Computing by moonlight")
        file.write_text("kind: service\n\tbroken", encoding="utf-8")
        time.sleep(2)
        assert preview.poll() is None, "a broken file ended the preview"
    finally:
        preview.send_signal(signal.SIGINT)
        said, _ = preview.communicate(timeout=120)
    assert "Traceback" not in said
    assert f"127.0.0.1:{port}" in said
