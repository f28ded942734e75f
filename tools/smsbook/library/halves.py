"""Read a large folder with two processes: reading is most of a check's work, and files do not depend on
each other.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from smsbook.library.gather import Gathered, gather
from smsbook.schema.kinds import Kind
from smsbook.source.folder import files, read

_WORTH_IT = 2_000  # files; below that, starting a second process costs more than it saves


def gather_folder(root: Path, kinds: Mapping[str, Kind], settings_kind: Kind) -> Gathered:
    """Gather all documents below a folder, in the order of their paths."""
    paths = files(root)
    alone = threading.active_count() == 1  # a process with threads must not fork
    if len(paths) < _WORTH_IT or not alone or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return gather(read(root, paths), kinds, settings_kind)
    # Every other file, because the kinds that folders hold differ in size.
    return _gather_in_two(root, paths[::2], paths[1::2], kinds, settings_kind)


def _gather_in_two(
    root: Path, ours: list[str], theirs: list[str], kinds: Mapping[str, Kind], settings_kind: Kind
) -> Gathered:
    from multiprocessing import get_context

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def work() -> None:
        with suppress(Exception):  # what stops this process stops the first one too, which then says so
            sender.send(gather(read(root, theirs), kinds, settings_kind))

    helper = context.Process(target=work, daemon=True)
    helper.start()
    sender.close()
    first = gather(read(root, ours), kinds, settings_kind)
    try:
        second: Gathered = receiver.recv()
    except EOFError:  # the second process ended early; its half is read here
        second = gather(read(root, theirs), kinds, settings_kind)
    helper.join()
    receiver.close()
    return Gathered(
        documents=sorted(first.documents + second.documents, key=lambda document: document.path),
        settings=second.settings or first.settings,
        findings=sorted(first.findings + second.findings, key=lambda finding: finding.spot.path),
        texts=first.texts | second.texts,
    )
