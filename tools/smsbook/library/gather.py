"""Turn the texts of an SMS into documents, and say what is wrong with each on its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from smsbook.library.document import Body, Document, head_of
from smsbook.schema.examine import examine, guess_kind, kind_of
from smsbook.schema.kinds import Kind
from smsbook.source import flaws
from smsbook.source.finding import Finding, Position, Spot, flaw
from smsbook.source.folder import SETTINGS, Text
from smsbook.source.tree import Tree, build


@dataclass
class Gathered:
    """The documents of an SMS, its settings, and the findings about single files."""

    documents: list[Document] = field(default_factory=list)
    settings: Body = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def gather(texts: Iterable[Text], kinds: Mapping[str, Kind], settings_kind: Kind) -> Gathered:
    """Read all texts; a file that cannot be read still keeps the id that its name says."""
    gathered = Gathered()
    for item in texts:
        if item.path == SETTINGS:
            gathered.settings = _settings(item, settings_kind, gathered)
        else:
            gathered.documents.append(_document(item, kinds, gathered))
    return gathered


def read_document(item: Text, kinds: Mapping[str, Kind]) -> Document:
    """Read one document alone, whatever is wrong with it."""
    return _document(item, kinds, Gathered())


def _settings(item: Text, kind: Kind, gathered: Gathered) -> Body:
    tree = _tree(item, gathered)
    if tree is None or tree.broken:
        return {}
    gathered.findings += examine(kind, tree, item.path).findings
    data: dict[str, Any] = tree.data
    return data


def _document(item: Text, kinds: Mapping[str, Kind], gathered: Gathered) -> Document:
    stem = item.path.rpartition("/")[2].rpartition(".")[0]
    tree = _tree(item, gathered)
    if tree is None or tree.broken:
        guess = guess_kind(kinds, item.path)
        kept = _salvage(tree, guess.name if guess else "", guess.id_in(item.path) if guess else stem)
        return Document(item.path, kept, {}, item.text or "", frozenset({()}))
    kind, findings = kind_of(kinds, tree, item.path)
    gathered.findings += findings
    if kind is None:
        return Document(item.path, head_of(tree.data, "", stem), {}, item.text or "", frozenset({()}))
    examined = examine(kind, tree, item.path)
    gathered.findings += examined.findings
    id = tree.data.get("id")
    usable = isinstance(id, str) and ("id",) not in examined.faults
    return Document(
        path=item.path,
        head=head_of(tree.data, kind.name, str(id) if usable else kind.id_in(item.path)),
        body=tree.data,
        text=item.text or "",
        faults=frozenset(examined.faults),
        renamed=examined.renamed,
    )


def _salvage(tree: Tree | None, kind: str, stem: str) -> Any:
    data = tree.data if tree is not None and isinstance(tree.data, dict) else {}
    title = data.get("title")
    return head_of({"title": title} if title else {}, kind, stem)


def _tree(item: Text, gathered: Gathered) -> Tree | None:
    if item.text is None:
        gathered.findings += [item.finding] if item.finding else []
        return None
    gathered.texts[item.path] = item.text
    tree = build(item.text, item.path)
    gathered.findings += tree.findings
    if tree.broken or isinstance(tree.data, dict):
        return tree
    spot = Spot(item.path, position=Position(1, 1))
    if tree.data is None:
        message = "the file is empty, expected a document"
        gathered.findings.append(flaw(flaws.EMPTY_FILE, spot, message, "fill it, or delete it"))
        tree.broken = True
    else:
        message = "found a list or a text, expected fields with values, such as `kind: policy`"
        mend = "begin the file with `kind:` and `id:` and go on with one field a line"
        gathered.findings.append(flaw(flaws.NOT_A_MAPPING, spot, message, mend))
        tree.broken = True
    return tree
