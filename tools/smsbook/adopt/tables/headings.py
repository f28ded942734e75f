"""Which column of a spreadsheet holds which field: as somebody says, else by the names of the fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from smsbook.adopt.tables.columns import Column, Columns
from smsbook.schema.nearest import near
from smsbook.source.folder import CouldNotRun, is_yaml
from smsbook.source.spreadsheet import content_of
from smsbook.source.tree import build


@dataclass(frozen=True)
class Headings:
    """The field of each column, by its position, and notes on the columns that hold none."""

    fields: Mapping[int, Column]
    notes: tuple[str, ...]


def mapping(words: Sequence[str]) -> dict[str, str]:
    """Return what `--map` says: names of columns, each with its field, or '' where it shall be passed over.

    A word may be the name of a YAML file that holds such pairs. Raises CouldNotRun where it is neither.
    """
    pairs: dict[str, str] = {}
    for word in words:
        name, equals, field = word.rpartition("=")
        if equals:
            pairs[_tidy(name)] = field.strip()
        elif is_yaml(word):
            pairs |= _in_file(Path(word))
        else:
            raise CouldNotRun(f'found `--map {word}`, expected `--map "COLUMN=FIELD"` or a YAML file')
    return pairs


def headings(names: Sequence[str], columns: Columns, said: Mapping[str, str]) -> Headings:
    """Find the field of each column. Raises CouldNotRun where what was said does not fit the spreadsheet."""
    places = {_tidy(name): at for at, name in enumerate(names) if name}
    for name in said:
        if name not in places:
            close = near(name, names)
            hint = f"did you mean «{close[0]}»?" if close else f"its columns are {_quoted(names)}"
            raise CouldNotRun(f"`--map`: there is no column «{name}» in the file; {hint}")
    fields: dict[int, Column] = {}
    notes = []
    for at, name in enumerate(names):
        if not name:
            continue
        found = _said(columns, said[_tidy(name)]) if _tidy(name) in said else _usual(columns, name)
        if isinstance(found, str):
            notes.append(f"column «{name}» {found}")
        elif found is not None:
            _once(names, fields, at, found)
            fields[at] = found
    if not fields:
        raise CouldNotRun(
            f"no column of the file is a field of a {columns.kind.name}: found {_quoted(names)}; "
            f'say what they hold with `--map "COLUMN=FIELD"`; {columns.listed()}'
        )
    return Headings(fields, tuple(notes))


def _said(columns: Columns, field: str) -> Column | None:
    return columns.find(field) if field else None


def _usual(columns: Columns, name: str) -> Column | str:
    """Return the column that bears the name of a field, or its title; or why none does."""
    word = _tidy(name).removeprefix(f"{columns.part}[].")
    by_name = next((column for column in columns.all if column.name.casefold() == word), None)
    if by_name is not None:
        return by_name
    titled = [column for column in columns.all if column.title.casefold() == word]
    if len(titled) == 1:
        return titled[0]
    if titled:
        meant = " or ".join(f"`{column.name}`" for column in titled[:4])
        return f'may mean {meant}; say which with `--map "{name}=FIELD"`; it is not imported'
    close = near(word, columns.by_name)
    field = close[0] if close else "FIELD"
    return f'is not imported; to import it, add `--map "{name}={field}"`'


def _once(names: Sequence[str], fields: Mapping[int, Column], at: int, found: Column) -> None:
    for before, column in fields.items():
        if column.name == found.name:
            raise CouldNotRun(
                f"the columns «{names[before]}» and «{names[at]}» both hold `{found.name}`; pass one over "
                f'with `--map "{names[at]}="`'
            )


def _in_file(file: Path) -> dict[str, str]:
    tree = build(content_of(file).decode("utf-8", "replace"), file.name)
    if tree.findings:
        raise CouldNotRun(f"{file}: {tree.findings[0].message}; {tree.findings[0].mend}")
    return dict(_pairs(file, tree.data))


def _pairs(file: Path, data: object) -> Iterator[tuple[str, str]]:
    for name, field in data.items() if isinstance(data, dict) else [("", [])]:
        if not isinstance(field, str | None):
            raise CouldNotRun(f"{file}: expected a column and its field on each line, as `Column: field`")
        yield _tidy(name), (field or "").strip()


def _tidy(name: str) -> str:
    return " ".join(name.split()).casefold()


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"«{name}»" for name in names[:20] if name)
