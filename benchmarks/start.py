"""Measure the way from an empty folder to a checked and built handbook, as somebody who begins goes it.

    python benchmarks/start.py [--rounds 5] [--example]

Each round is one line of a shell, as it stands in the table; each step is a whole process, started cold. The
figures are medians. With `--example` the complete example is copied instead of a first SMS.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median

from run import BIN, Figure, Tool, machine, measure

Step = tuple[float, float, float]  # seconds by the clock, seconds of processor time, MB
_WHOLE = "the whole way"
WHO = ["-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the way from an empty folder to a handbook.")
    parser.add_argument("--rounds", type=int, default=5, help="how often the way is gone")
    parser.add_argument("--example", action="store_true", help="begin with the complete example")
    chosen = parser.parse_args()
    print(machine())
    print(start(chosen.rounds, ["--example"] if chosen.example else []))


def start(rounds: int, options: list[str]) -> str:
    smsbook = str(BIN / "smsbook")
    steps = {
        " ".join(["smsbook init --defaults", *options]): [smsbook, "init", "--defaults", *options],
        "git init": ["git", "init", "--quiet"],
        "git add -A": ["git", "add", "-A"],
        "git commit -m start": ["git", *WHO, "commit", "--quiet", "-m", "start"],
        "smsbook check": [smsbook, "check"],
        "smsbook build": [smsbook, "build"],
    }
    taken: list[dict[str, Step]] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            tools = [Tool(f"`{name}`", [command]) for name, command in steps.items()]
            found: list[Figure] = measure(tools, 1, Path(folder))
            taken.append({item.name: (item.seconds, item.processor, item.memory) for item in found})
    lines = ["\n| from an empty folder | seconds | processor | MB |", "|---|---:|---:|---:|"]
    for name in (*taken[0], _WHOLE):
        figures = [way[name] if name in way else _whole(way) for way in taken]
        seconds, processor, memory = (median(column) for column in zip(*figures, strict=True))
        lines.append(f"| {name} | {seconds:.3f} | {processor:.3f} | {memory:.0f} |")
    return "\n".join(lines)


def _whole(way: dict[str, Step]) -> Step:
    """Return what all steps together took, and the most memory."""
    seconds, processor, memory = zip(*way.values(), strict=True)
    return sum(seconds), sum(processor), max(memory)


if __name__ == "__main__":
    main()
