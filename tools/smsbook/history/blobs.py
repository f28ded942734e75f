"""Read the contents that git keeps, many at once and beside other work."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from smsbook.history.command import Asking, NoGit
from smsbook.library.glance import Glance, glance
from smsbook.source.folder import MAX_BYTES, decode

_AHEAD = 16  # states of each file that are read before anybody asks
_FEW = 1000  # contents in the first batch; each later one holds twice as many
_FIELDS = 3  # name, type and size stand before each content
_NOTHING = Glance()


class Batch:
    """Contents that one process of git reads, from now on; nothing waits for it until one is needed."""

    def __init__(self, root: Path, blobs: Iterable[str]) -> None:
        self._asking = Asking(root, "cat-file", "--batch", "--buffer", given=blobs)
        self._found: dict[str, bytes] | None = None
        weakref.finalize(self, self._asking.leave)

    def contents(self) -> Mapping[str, bytes]:
        """Return the contents that are at hand, by blob; each ends one byte after the most a document has."""
        if self._found is None:
            try:
                self._found = dict(_split(self._asking.answer()))
            except NoGit:
                self._found = {}
            self._asking.leave()
        return self._found

    def text(self, blob: str) -> str:
        """Return a content as text; empty where it is not at hand or no text."""
        return decode("", self.contents().get(blob, b"")).text or ""


def _split(answer: bytes) -> Iterator[tuple[str, bytes]]:
    start = 0
    while (end := answer.find(b"\n", start)) >= 0:
        words = answer[start:end].split(b" ")
        start = end + 1
        if len(words) == _FIELDS and words[2].isdigit():
            size = int(words[2])
            yield words[0].decode("ascii"), answer[start : start + min(size, MAX_BYTES + 1)]
            start += size + 1


class Texts(Mapping[str, str]):
    """The texts of committed states by blob.

    The latest states of each file are read while other work is done. Earlier ones are read when one of them
    is asked for: those that have as many states after them together, so that few processes are needed.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._size = _FEW
        self._waiting: list[str] = []
        self._batches: dict[str, Batch] = {}
        self._wave: dict[str, int] = {}
        self._later: Counter[str] = Counter()

    def expect(self, path: str, blob: str) -> None:
        """Note the next earlier state of a file; the latest ones are read at once."""
        rank = self._later[path]
        self._later[path] += 1
        if blob in self._wave:
            return
        self._wave[blob] = rank.bit_length()
        if rank < _AHEAD:
            self._waiting.append(blob)
            if len(self._waiting) >= self._size:
                self.hurry()

    def hurry(self) -> None:
        """Begin to read what was noted."""
        if self._waiting:
            self._begin(self._waiting)
            self._waiting, self._size = [], 2 * self._size

    def batch(self, blob: str) -> Batch:
        """Return the batch with which a text is read; it begins now, if it has not."""
        if blob not in self._batches:
            wave = self._wave[blob]
            self._begin(
                [other for other, at in self._wave.items() if at == wave and other not in self._batches]
            )
        return self._batches[blob]

    def batches(self) -> Iterable[Batch]:
        """Return the batches that have begun, in this order."""
        return dict.fromkeys(self._batches.values())

    def _begin(self, blobs: list[str]) -> None:
        self._batches.update(dict.fromkeys(blobs, Batch(self._root, blobs)))

    def __getitem__(self, blob: str) -> str:
        """Return a text; it is empty where the content is not at hand or no text."""
        return self.batch(blob).text(blob)

    def __iter__(self) -> Iterator[str]:
        """Yield the blobs."""
        return iter(self._wave)

    def __len__(self) -> int:
        """Return how many blobs there are."""
        return len(self._wave)


class Glances(Mapping[str, Glance]):
    """What the texts say about their control, by blob; looked at while git still reads the later batches."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._seen: set[Batch] = set()
        self._known: dict[str, Glance] = {}

    def __getitem__(self, blob: str) -> Glance:
        """Return what a text says; nothing where it is not at hand."""
        if blob not in self._known:
            last = self._texts.batch(blob)
            for batch in self._texts.batches():
                if batch not in self._seen:
                    self._seen.add(batch)
                    self._known.update({other: glance(batch.text(other)) for other in batch.contents()})
                if batch is last:
                    break
        return self._known.get(blob, _NOTHING)

    def __iter__(self) -> Iterator[str]:
        """Yield the blobs."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Return how many blobs there are."""
        return len(self._texts)
