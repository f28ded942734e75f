"""Several outputs of one run: each `--output` belongs to the `--format` right before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import click

from smsbook.cli.common import write

_STANDARD = "-"
_ENCODING = ("utf-8", "backslashreplace")  # of names of files that are not UTF-8, too
_EXAMPLE = "as in `--format sarif --output report.sarif`"


@dataclass(frozen=True)
class Output:
    """One output: its format, and its file; without one it goes to standard output."""

    form: str
    file: Path | None = None


def output_options(forms: Iterable[str]) -> list[click.Parameter]:
    """Return the options `--format` and `--output`, for a command of the class WithOutputs."""
    return [
        click.Option(
            ["--format"],
            type=click.Choice(list(forms)),
            multiple=True,
            help="How to write it down; several times for several outputs.  [default: text]",
        ),
        click.Option(
            ["--output"],
            multiple=True,
            metavar="FILE",
            help="Where to write the format right before it.  [default: -, which is standard output]",
        ),
    ]


class WithOutputs(click.Command):
    """A command with the options `--format` and `--output`, which takes them together as `outputs`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, and put each file behind its format: click itself forgets their order."""
        order = [str(option.name) for option in self.make_parser(ctx).parse_args(list(args))[2]]
        rest = super().parse_args(ctx, args)
        given = {name: ctx.params.pop(name) for name in ("format", "output")}
        if not ctx.resilient_parsing:  # which is so while the shell completes a word
            ctx.params["outputs"] = _paired(order, given)
        return rest


def put(texts: Sequence[tuple[Output, str]]) -> None:
    """Write all outputs: files first, each whole at any moment, then what goes to standard output.

    Raises CouldNotRun, and writes nothing, where a file cannot be written.
    """
    files = [(output.file, text.encode(*_ENCODING)) for output, text in texts if output.file]
    if files:
        _put_into_files(files)
    for output, text in texts:
        if output.file is None:
            write(text)


def _put_into_files(contents: Iterable[tuple[Path, bytes]]) -> None:
    from smsbook.control.files import Writing, write_all
    from smsbook.source.folder import CouldNotRun

    writings = []
    for file, content in contents:
        try:
            if file.exists() and not file.is_file():
                file.write_bytes(content)  # a device or a pipe, which cannot be replaced
            else:
                writings.append(Writing(file, file.read_bytes() if file.exists() else None, content))
        except OSError as error:
            raise CouldNotRun(f"{file} cannot be written: {error.strerror}") from error
    write_all(writings)


def _paired(order: Iterable[str], given: Mapping[str, Sequence[str]]) -> tuple[Output, ...]:
    """Return the outputs in their order. Raises UsageError where it is unclear what is meant."""
    values = {name: iter(words) for name, words in given.items()}
    found: list[Output] = []
    named = False  # whether the latest format has its file
    for name in order:
        if name == "format":
            found.append(Output(next(values[name])))
            named = False
        elif name == "output":
            file = next(values[name])
            if not found or named:
                _refuse(f"found --output {file} without a --format right before it, expected one, {_EXAMPLE}")
            if not file:
                _refuse(f"found no name behind --output, expected a file, {_EXAMPLE}")
            found[-1] = replace(found[-1], file=None if file == _STANDARD else Path(file))
            named = True
    _distinct(found)
    return tuple(found) or (Output("text"),)


def _distinct(outputs: Sequence[Output]) -> None:
    places: dict[Path | None, str] = {}
    for output in outputs:
        place = output.file and output.file.absolute()
        if place in places:
            both = f"{places[place]} and {output.form}"
            where = "standard output" if place is None else f"the file {output.file}"
            _refuse(f"found {both} for {where}, expected one; give the other a file of its own, {_EXAMPLE}")
        places[place] = output.form


def _refuse(words: str) -> NoReturn:
    raise click.UsageError(words)
