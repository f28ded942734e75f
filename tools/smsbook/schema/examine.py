"""Hold one document against the schema of its kind and say all that is wrong with its shape.

Where it is clear what was meant (a key or a word off by a letter), the copy in memory is mended, so that
one slip makes one finding and not a second one for what then seems missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smsbook.schema import flaws
from smsbook.schema.interest import convert
from smsbook.schema.kinds import Kind, Schema
from smsbook.schema.nearest import nearest
from smsbook.schema.words import expected, found, listed, one_of, place
from smsbook.source.finding import Finding, Route, Rule, Spot, flaw
from smsbook.source.tree import Tree


@dataclass
class Examined:
    """What the examination brought.

    `faults` are routes about which nothing more can be said; `renamed` maps the route of a mended key to
    the key as its author wrote it.
    """

    findings: list[Finding] = field(default_factory=list)
    faults: set[Route] = field(default_factory=set)
    renamed: dict[Route, str] = field(default_factory=dict)


def examine(kind: Kind, tree: Tree, path: str) -> Examined:
    """Examine one document; its data are pruned, converted and mended in place."""
    return _Examination(kind, tree, path).run()


def guess_kind(kinds: Mapping[str, Kind], path: str) -> Kind | None:
    """Guess from folder and file name what kind a document is meant to be."""
    folder = path.rpartition("/")[0]
    fitting = [kind for kind in kinds.values() if kind.folder == folder and kind.fits(kind.id_in(path))]
    return max(fitting, key=lambda kind: (kind.singleton, len(kind.prefix)), default=None)


def kind_of(kinds: Mapping[str, Kind], tree: Tree, path: str) -> tuple[Kind | None, list[Finding]]:
    """Return the kind that a document says it is, or was probably meant to be, and what is wrong with it.

    A misspelt `kind:` and a misspelt word behind it are mended in the data.
    """
    findings = []
    misspelt = None
    if "kind" not in tree.data:
        misspelt = next((key for key in tree.data if key not in kinds and nearest(key, ["kind"])), None)
    if misspelt and isinstance(tree.data[misspelt], str):
        tree.data["kind"] = tree.data.pop(misspelt)
        message = f"found the unknown key `{misspelt}`, expected `kind`"
        mend = f"write `kind:` instead of `{misspelt}:`"
        findings.append(flaw(flaws.UNKNOWN_KEY, Spot(path, (misspelt,), key=True), message, mend))
    said = tree.data.get("kind")
    kind = kinds.get(said) if isinstance(said, str) else None
    if kind is None:
        kind, finding = _unknown_kind(kinds, said, path)
        findings.append(finding)
        if kind:
            tree.data["kind"] = kind.name
    return kind, findings


def _unknown_kind(kinds: Mapping[str, Kind], word: Any, path: str) -> tuple[Kind | None, Finding]:
    meant = nearest(word, kinds) if isinstance(word, str) else None
    guess = kinds[meant] if meant else guess_kind(kinds, path)
    said = f"found {found(word)} as the kind" if word else "the document does not say its kind"
    hint = f"write `kind: {guess.name}`" if guess else "write `kind:` with one of these words"
    message = f"{said}, expected {one_of(kinds)}"
    return guess, flaw(flaws.UNKNOWN_KIND, Spot(path, ("kind",)), message, hint)


class _Examination:
    def __init__(self, kind: Kind, tree: Tree, path: str) -> None:
        self.kind = kind
        self.tree = tree
        self.path = path
        self.data = tree.data
        self.empty: set[Route] = set()
        self.result = Examined()

    def run(self) -> Examined:
        _prune(self.data, (), self.empty)
        convert(self.data, self.kind.interest, self.tree.quoted)
        errors = list(self.kind.validator.iter_errors(self.data))
        while errors and self.mend(errors):
            convert(self.data, self.kind.interest, self.tree.quoted)
            errors = list(self.kind.validator.iter_errors(self.data))
        for error in errors:
            self.tell(error)
        return self.result

    def mend(self, errors: list[Any]) -> bool:
        """Mend what is clearly a slip, and report it; tell whether anything was mended."""
        before = len(self.result.findings)
        for error in errors:
            route = _route(error)
            match error.kind.name:
                case "additionalProperties":
                    for key in error.kind.as_dict()["unexpected"]:
                        self.mend_key(route, key)
                case "enum":
                    self.mend_word(route, error.kind.as_dict()["options"])
        return len(self.result.findings) > before

    def mend_key(self, route: Route, key: str) -> None:
        mapping = _at(self.data, route)
        free = [name for name in _schema_at(self.kind.schema, route)["properties"] if name not in mapping]
        meant = nearest(key, free)
        if meant is None or key not in mapping:
            return
        mapping[meant] = mapping.pop(key)
        self.result.renamed[(*route, meant)] = key
        self.report(
            flaws.UNKNOWN_KEY,
            Spot(self.path, (*route, key), key=True),
            f"found the unknown key `{key}`{_within(route)}, expected `{meant}`",
            f"write `{meant}:` instead of `{key}:`",
        )

    def mend_word(self, route: Route, options: list[str]) -> None:
        word = _at(self.data, route)
        meant = nearest(word, options) if isinstance(word, str) else None
        if meant is None:
            return
        _at(self.data, route[:-1])[route[-1]] = meant
        self.report(
            flaws.VALUE_NOT_ALLOWED,
            Spot(self.path, route),
            f"found {found(word)} in {place(route)}, expected {one_of(options)}",
            f"did you mean `{meant}`?",
        )

    def tell(self, error: Any) -> None:
        """Turn one error of the validator into findings."""
        route = _route(error)
        details = error.kind.as_dict()
        schema = _schema_at(self.kind.schema, route)
        value = error.instance
        match error.kind.name:
            case "required":
                self.missing(route, details["property"], schema)
            case "additionalProperties":
                for key in details["unexpected"]:
                    self.unknown(route, key, schema)
            case "enum":
                self.wrong(flaws.VALUE_NOT_ALLOWED, route, value, one_of(details["options"]))
            case "const":
                self.wrong(flaws.VALUE_NOT_ALLOWED, route, value, f"`{details['expected_value']}`")
            case "type":
                self.wrong_type(route, value, schema)
            case "minLength" | "minItems":
                self.wrong(flaws.WRONG_FORM, route, value, f"more: {schema['description'].rstrip('.')}")
            case "maxItems" | "maxLength":
                counted = "items" if error.kind.name == "maxItems" else "letters"
                most = f"at most {details['limit']} {counted}"
                self.wrong(flaws.WRONG_FORM, route, value, most, f"shorten it to {most}")
            case "propertyNames":
                self.wrong_names(route, value, schema["propertyNames"]["pattern"])
            case _:
                self.wrong(flaws.WRONG_FORM, route, value, expected(schema))

    def missing(self, route: Route, key: str, schema: Schema) -> None:
        where = (*route, key)
        about = schema["properties"][key]
        said = "is empty" if where in self.empty else "is missing"
        self.result.faults.add(where)
        self.report(
            flaws.MISSING_KEY,
            Spot(self.path, where, key=True),
            f"`{key}`{_within(route)} {said}, expected {expected(about)}",
            f"add `{key}:`. {about['description']}",
        )

    def unknown(self, route: Route, key: str, schema: Schema) -> None:
        known = list(schema.get("properties", {}))
        self.report(
            flaws.UNKNOWN_KEY,
            Spot(self.path, (*route, key), key=True),
            f"found the unknown key `{key}`{_within(route)}, expected one of {listed(known)}",
            "remove it, or use the name of the field that fits",
        )

    def wrong_type(self, route: Route, value: Any, schema: Schema) -> None:
        mend = "write the value in that form"
        said = found(value)
        wanted = schema.get("type")
        if wanted in ("integer", "number", "boolean") and isinstance(value, str):
            if route and (id(_at(self.data, route[:-1])), route[-1]) in self.tree.quoted:
                said, mend = f'"{value}" between quotes', "remove the quotation marks"
        elif wanted == "string" and isinstance(value, dict):
            mend = "put the text between quotes: a colon followed by a space makes it a field"
        elif wanted == "array":
            mend = "begin each item on a line of its own with `- `"
        elif wanted == "object" and "properties" in schema:
            mend = "write each of these fields on a line of its own, indented"
        self.wrong(flaws.WRONG_TYPE, route, said, expected(schema), mend)

    def wrong_names(self, route: Route, names: Mapping[str, Any], pattern: str) -> None:
        wanted = "a name in small letters, digits and hyphens, such as required-effort"
        for name in names:
            if not re.search(pattern, name) and (*route, name) not in self.result.faults:
                self.result.faults.add((*route, name))
                message = f"found {found(name)} as a name{_within(route)}, expected {wanted}"
                spot = Spot(self.path, (*route, name), key=True)
                self.report(flaws.WRONG_FORM, spot, message, f"write {wanted}")

    def wrong(self, rule: Rule, route: Route, value: Any, wanted: str, mend: str = "") -> None:
        said = value if rule is flaws.WRONG_TYPE else found(value)
        where = f" in {place(route)}" if route else ""
        self.result.faults.add(route)
        self.report(
            rule, Spot(self.path, route), f"found {said}{where}, expected {wanted}", mend or f"write {wanted}"
        )

    def report(self, rule: Rule, spot: Spot, message: str, mend: str) -> None:
        self.result.findings.append(flaw(rule, spot, message, mend))


def _prune(value: Any, route: Route, empty: set[Route]) -> bool:
    """Take empty fields out, for an empty field is a missing one; tell whether nothing is left."""
    if value.__class__ is dict:
        gone = [
            key
            for key, item in value.items()
            if (item.__class__ is not str or not item.strip()) and _prune(item, (*route, key), empty)
        ]
        for key in gone:
            empty.add((*route, key))
            del value[key]
        return not value
    if value.__class__ is list:
        for index, item in enumerate(value):
            if item.__class__ is not str:
                _prune(item, (*route, index), empty)
        return not value
    return value is None or not value.strip()


def _within(route: Route) -> str:
    return f" in {place(route)}" if route else ""


def _route(error: Any) -> Route:
    return tuple(error.instance_path)


def _at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def _schema_at(schema: Schema, route: Route) -> Schema:
    for step in route:
        if isinstance(step, int):
            schema = schema.get("items", {})
        else:
            properties = schema.get("properties", {})
            schema = properties[step] if step in properties else schema.get("additionalProperties", {})
    return schema if isinstance(schema, dict) else {}
