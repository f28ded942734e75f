"""The stream between editor and server: standard output belongs to the protocol alone."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable
from datetime import date

from smsbook.desk.handlers import listen
from smsbook.desk.server import Session, new_server


def serve(today: Callable[[], date]) -> bool:
    """Serve one editor until it leaves; tell whether it took its leave as the protocol wants."""
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may print into it
    level = logging.ERROR if os.environ.get("SMSBOOK_TRACEBACK") else logging.CRITICAL
    logging.getLogger("pygls").setLevel(level)
    sys.setswitchinterval(0.001)  # seconds; a check in another thread lets go of Python more often than usual
    gc.set_threshold(50_000, 20, 100)  # there are hardly any cycles, and looking for them takes long
    server = new_server()
    session = Session(server, today)
    listen(server, session)
    server.start_io(sys.stdin.buffer, stream)
    return session.stopping
