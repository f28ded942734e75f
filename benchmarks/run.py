"""Measure smsbook beside its peers, on the same files, in one run.

    python benchmarks/run.py [--sizes 100,1000,10000] [--rounds 3] [--startup] [--site]

Every figure is the median over whole processes, started cold, with the tools taking turns. Without an option
that names a part, check and start-up are measured; `--startup` or `--site` measures that part alone.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from statistics import median

from generate import AS_OF, write_schema_of_all, write_schemas, write_sms

Command = list[str]
BIN = Path(sys.executable).parent
STARTUP_ROUNDS = 15
FINDINGS = 1  # what `smsbook check` returns where the SMS is not clean


@dataclass(frozen=True)
class Tool:
    """What is measured under one name: commands, run one after the other, and what is done before them."""

    name: str
    commands: list[Command]
    before: Callable[[], None] = lambda: None
    allowed: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Figure:
    """The medians of one tool: seconds by the clock, seconds of processor time, the most memory in MB."""

    name: str
    seconds: float
    processor: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure smsbook beside its peers.")
    parser.add_argument("--sizes", default="100,1000", help="numbers of documents, such as 100,1000,10000")
    parser.add_argument("--rounds", type=int, default=3, help="how often each tool is run")
    parser.add_argument("--startup", action="store_true", help="measure start-up alone")
    parser.add_argument("--site", action="store_true", help="measure the build of the site alone")
    chosen = parser.parse_args()
    print(machine())
    if chosen.startup or not chosen.site:
        print(startup())
    for size in map(int, chosen.sizes.split(",")):
        if not chosen.startup and not chosen.site:
            print(check(size, chosen.rounds))
        if chosen.site:
            print(site(size, chosen.rounds))


# --- what is measured ---------------------------------------------------------------------------------------


def startup() -> str:
    tools = [
        Tool(name, [[str(BIN / name), "--version"]])
        for name in ("smsbook", "mkdocs", "check-jsonschema", "yamllint")
    ]
    tools.append(Tool("Python alone", [[sys.executable, "-c", "pass"]]))
    return table("start-up, `--version`", measure(tools, STARTUP_ROUNDS))


def check(size: int, rounds: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        written = write_sms(root / "sms", size)
        files = {kind: [str(file.relative_to(root)) for file in written[kind]] for kind in written}
        schemas = write_schemas(root / "schemas")
        schema = write_schema_of_all(root / "schemas")
        validate = [str(BIN / "check-jsonschema"), "--schemafile"]
        tools = [
            Tool(
                "smsbook check",
                [[str(BIN / "smsbook"), "check", "sms", "--as-of", AS_OF]],
                allowed=(0, FINDINGS),
            ),
            Tool(
                "check-jsonschema, a run per kind",
                [[*validate, str(schemas[kind]), *files[kind]] for kind in sorted(files)],
            ),
            Tool("check-jsonschema, one run", [[*validate, str(schema), *chain(*files.values())]]),
            Tool("yamllint", [[str(BIN / "yamllint"), "-d", "relaxed", "sms"]]),
        ]
        return table(f"{size} documents", measure(tools, rounds, root), size)


def site(size: int, rounds: int) -> str:
    """Measure the build of the handbook beside MkDocs with next to no settings, on the same Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_sms(root / "sms", size)
        mkdocs = [str(BIN / "mkdocs"), "build", "--quiet", "--config-file"]
        whole = Tool("smsbook build", [[str(BIN / "smsbook"), "build", "sms"]], _without(root / "build"))
        measure([whole], 1, root)  # leaves the pages that the others build from
        pages = len(list((root / "build/docs").rglob("*.md")))
        shutil.copytree(root / "build/docs", root / "pages")
        for theme in ("mkdocs", "material"):
            config = f"site_name: Bare\ndocs_dir: pages\nsite_dir: {theme}\ntheme: {theme}\n"
            (root / f"bare-{theme}.yml").write_text(config, encoding="utf-8")
        tools = [
            whole,
            Tool("its MkDocs run alone", [[*mkdocs, "build/mkdocs.yml", "--site-dir", "../again"]]),
            Tool("bare MkDocs, own theme", [[*mkdocs, "bare-mkdocs.yml"]]),
            Tool("bare MkDocs, Material", [[*mkdocs, "bare-material.yml"]]),
        ]
        figures = measure(tools, rounds, root)
        return table(f"site of {size} documents, {pages} pages", figures, size)


# --- how it is measured -------------------------------------------------------------------------------------


def measure(tools: list[Tool], rounds: int, folder: Path | None = None) -> list[Figure]:
    """Run the tools in turn, as often as there are rounds, and return their medians."""
    runs: dict[str, list[tuple[float, float, float]]] = {tool.name: [] for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            tool.before()
            runs[tool.name].append(_time(tool, folder))
    return [Figure(name, *map(median, zip(*taken, strict=True))) for name, taken in runs.items()]


def _time(tool: Tool, folder: Path | None) -> tuple[float, float, float]:
    seconds = processor = memory = 0.0
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for command in tool.commands:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds += time.perf_counter() - start
        processor += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1024)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in tool.allowed:
            raise SystemExit(f"{tool.name} returned {process.returncode}, so its time would mean nothing")
    return seconds, processor, memory


def _without(folder: Path) -> Callable[[], None]:
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def table(title: str, figures: Iterable[Figure], documents: int = 0) -> str:
    figures = list(figures)
    per = " ms a document |" if documents else ""
    rule = "---:|" if documents else ""
    lines = [
        f"\n| {title} | seconds | processor | MB | × {figures[0].name} | × processor |{per}",
        f"|---|---:|---:|---:|---:|---:|{rule}",
    ]
    for figure in figures:
        ratio = figure.seconds / figures[0].seconds
        effort = figure.processor / figures[0].processor
        cells = [f"{figure.seconds:.3f}", f"{figure.processor:.3f}", f"{figure.memory:.0f}"]
        cells += [f"{ratio:.2f}", f"{effort:.2f}"]
        cells += [f"{1000 * figure.seconds / documents:.2f}"] if documents else []
        lines.append(f"| {figure.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def machine() -> str:
    tools = (
        "smsbook",
        "check-jsonschema",
        "yamllint",
        "mkdocs",
        "mkdocs-material",
        "pyyaml",
        "jsonschema-rs",
    )
    versions = ", ".join(f"{tool} {version(tool)}" for tool in tools)
    kind = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{kind}, Python {platform.python_version()}; {versions}"


if __name__ == "__main__":
    main()
