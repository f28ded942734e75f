"""Measure reading the history of an SMS beside git's own log, on the same repository, in one run.

    python benchmarks/history.py [--documents 1000] [--commits 2000] [--rounds 5] [--keep FOLDER]

The repository is generated, the same one each time. Every figure is the median over rounds in which both
take turns.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

from generate import AS_OF, write_sms
from run import BIN, FINDINGS, Tool, machine, measure, table
from smsbook.history.git import read_history
from smsbook.library.gather import read_document
from smsbook.library.history import versions
from smsbook.library.seal import seal
from smsbook.schema.kinds import load_kinds
from smsbook.schema.shipped import shipped
from smsbook.source.folder import Text

KINDS = load_kinds(shipped("schemas"))

_FIRST = 1_700_000_000  # seconds since 1970, when the first commit was made
_HOUR = 3600
_LOG = [
    "git",
    "log",
    "-z",
    "--name-status",
    "-M",
    "--relative",
    "--format=%x01%H%x1f%as%x1f%aN%x1f%s",
    "--",
    ".",
]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure reading the history of an SMS beside git's log.")
    parser.add_argument("--documents", type=int, default=1000, help="number of documents")
    parser.add_argument("--commits", type=int, default=2000, help="number of commits")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run")
    parser.add_argument(
        "--keep", type=Path, help="generate the repository into this folder and leave it there"
    )
    chosen = parser.parse_args()
    if chosen.keep:
        write_repository(chosen.keep, chosen.documents, chosen.commits)
        return
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_repository(root / "inside", chosen.documents, chosen.commits)
        shutil.copytree(root / "inside/sms", root / "outside/sms")
        print(reading(root / "inside/sms", chosen.documents, chosen.commits, chosen.rounds))
        print(checking(root, chosen.documents, chosen.rounds))


def reading(sms: Path, documents: int, commits: int, rounds: int) -> str:
    """Measure both from this process, which has started already and collects no garbage, as in a check."""
    gc.disable()
    works = {"bare `git log --name-status`": _log, "history, versions of all documents": _history}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start, before = time.perf_counter(), _processor()
            work(sms)
            taken[name].append((time.perf_counter() - start, _processor() - before))
    lines = [f"\n| {documents} documents, {commits} commits | seconds | processor | × log | × processor |"]
    lines.append("|---|---:|---:|---:|---:|")
    least: tuple[float, float] | None = None
    for name, found in taken.items():
        seconds, processor = map(median, zip(*found, strict=True))
        least = least or (seconds, processor)
        ratios = f"{seconds / least[0]:.2f} | {processor / least[1]:.2f}"
        lines.append(f"| {name} | {seconds:.3f} | {processor:.3f} | {ratios} |")
    return "\n".join(lines)


def _log(sms: Path) -> None:
    subprocess.run(_LOG, cwd=sms, stdout=subprocess.DEVNULL, check=True)


def _history(sms: Path) -> None:
    history = read_history(sms)
    known = sum(len(versions(history, path)) for path in history.states)
    if not known:
        raise SystemExit("no versions were found, so their time would mean nothing")


def _processor() -> float:
    """Return the seconds of processor time of this process and of those it waited for."""
    return sum(os.times()[:4])


def checking(root: Path, documents: int, rounds: int) -> str:
    def check(where: str) -> Tool:
        command = [str(BIN / "smsbook"), "check", str(root / where / "sms"), "--as-of", AS_OF]
        return Tool(f"smsbook check, {where} a repository", [command], allowed=(0, FINDINGS))

    return table(f"{documents} documents", measure([check("outside"), check("inside")], rounds), documents)


# --- the repository -----------------------------------------------------------------------------------------


def write_repository(folder: Path, documents: int, commits: int, seed: int = 1) -> None:
    """Write a repository with `sms/` in it; a tenth of the commits are merges, a fortieth rename one."""
    files = write_sms(folder / "sms", documents, seed)
    texts = {
        str(file.relative_to(folder)): file.read_text(encoding="utf-8")
        for found in files.values()
        for file in found
    } | {"sms/sms.yml": (folder / "sms/sms.yml").read_text(encoding="utf-8")}
    shutil.rmtree(folder / "sms")
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    stream = "".join(_stream(texts, commits, Random(seed))).encode("utf-8")
    subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)


def _stream(texts: dict[str, str], commits: int, random: Random) -> Iterator[str]:
    """Yield what `git fast-import` reads: all documents at once, then a few changed with each commit."""
    yield from _commit(1, "Begin", [], texts)
    head, number = 1, 1
    while number < commits:
        number += 1
        if number % 10 == 8 and number + 2 <= commits:
            side, main = _edits(texts, random), _edits(texts, random)
            yield from _commit(number, "Change on a branch", [head], side)
            yield from _commit(number + 1, "Change meanwhile", [head], main)
            texts.update(side)
            texts.update(main)
            both = {path: texts[path] for path in (*side, *main)}
            yield from _commit(number + 2, "Merge the branch", [number + 1, number], both)
            number += 2
        elif number % 40 == 0:
            yield from _rename(number, head, texts, random)
        else:
            edits = _edits(texts, random)
            texts.update(edits)
            yield from _commit(number, f"Change {len(edits)} documents", [head], edits)
        head = number


def _edits(texts: dict[str, str], random: Random) -> dict[str, str]:
    """Return a few documents changed, each with a higher version and the seal of a new approval."""
    chosen = random.sample([path for path in texts if path != "sms/sms.yml"], random.randint(1, 3))
    return {path: _approved(path, _edited(texts[path], random)) for path in chosen}


def _edited(text: str, random: Random) -> str:
    lines = text.split("\n")
    for index, line in enumerate(lines):
        key, _, value = line.partition(": ")
        if key == "title":
            lines[index] = f"{key}: {' '.join(value.split()[:5])} {random.randrange(10_000)}"
        elif key == "version":
            major, _, minor = value.strip("'\"").partition(".")
            lines[index] = f"{key}: '{major}.{int(minor.partition('.')[0]) + 1}'"
    return "\n".join(lines)


def _approved(path: str, text: str) -> str:
    """Return a document with the seal of its approval, if it is approved."""
    unsealed = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("  seal: "))
    if "\nstatus: approved\n" not in text or "\napproval:\n" not in text:
        return text
    body = read_document(Text(path.removeprefix("sms/"), unsealed), KINDS).body
    return unsealed.replace("\napproval:\n", f"\napproval:\n  seal: {seal(body)}\n", 1)


def _rename(number: int, head: int, texts: dict[str, str], random: Random) -> Iterator[str]:
    """Rename a document, change it a little, and let it keep its former id as an alias."""
    once = [path for path, text in texts.items() if "-" in Path(path).stem and "\naliases:\n" not in text]
    path = random.choice(once)
    old = Path(path).stem
    new = f"{old}-anew"
    text = texts.pop(path).replace(f"id: {old}\n", f"id: {new}\naliases:\n- {old}\n", 1)
    target = path.replace(f"{old}.yml", f"{new}.yml")
    texts[target] = _approved(target, _edited(text, random))
    yield from _commit(number, f"Rename {old}", [head], {target: texts[target]}, gone=path)


def _commit(
    number: int, subject: str, parents: list[int], texts: dict[str, str], gone: str = ""
) -> Iterator[str]:
    person = f"Author {number % 7} <author{number % 7}@example.org> {_FIRST + number * _HOUR} +0000"
    branch = "refs/heads/main" if subject != "Change on a branch" else "refs/heads/side"
    yield f"commit {branch}\nmark :{number}\nauthor {person}\ncommitter {person}\n{_data(subject)}"
    for word, parent in zip(("from", "merge"), parents, strict=False):
        yield f"{word} :{parent}\n"
    for path, text in texts.items():
        yield f"M 100644 inline {path}\n{_data(text)}"
    yield f"D {gone}\n\n" if gone else "\n"


def _data(text: str) -> str:
    return f"data {len(text.encode('utf-8'))}\n{text}\n"


if __name__ == "__main__":
    main()
