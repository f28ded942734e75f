"""The templates: Jinja2 in its sandbox, where whatever a template puts out is encoded.

Content never becomes a template, and no filter hands it out unencoded: only the filters listed here exist,
and `~`, which would join safe and other text by HTML's rules alone, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateAssertionError, TemplateNotFound
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.nodes import Concat
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from smsbook.pages.safe import Safe, encode_inline, finalize

_FILTERS = ("default", "first", "int", "last", "length", "list", "max", "min", "round", "selectattr", "sort")
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_LINE_END = re.compile(r"\s*\n\s*")
_EMPTY_LINES = re.compile(r"[ \t]*\n[ \t]*\n\s*")


class _Strict(CodeGenerator):
    def visit_Concat(self, node: Concat, frame: Frame) -> NoReturn:  # noqa: ARG002
        raise TemplateAssertionError(
            "`~` is not used here: write {{ a }}{{ b }}", node.lineno, self.name, self.filename
        )


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, with a short way for the objects that templates are given to ask.

    They show what templates may see under names without an underscore and change nothing; asking the
    general rules about each of a hundred thousand attributes would take as long as drawing the pages.
    """

    code_generator_class = _Strict

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if attr.startswith("_"):
            return False
        ours = type(obj).__module__.startswith("smsbook.")
        return ours or super().is_safe_attribute(obj, attr, value)


class Templates:
    """The templates of one or several folders, each compiled once; `tools` are functions they may call."""

    def __init__(self, folders: Sequence[Path], tools: Mapping[str, object]) -> None:
        environment = _Sandbox(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            undefined=StrictUndefined,
            finalize=finalize,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters = {name: FILTERS[name] for name in _FILTERS}
        environment.filters |= {"html": html, "join": join}
        environment.globals = {name: environment.globals[name] for name in ("namespace", "range")} | {**tools}
        self._environment = environment
        self._compiled: dict[str, Template | None] = {}

    def has(self, name: str) -> bool:
        """Tell whether there is a template of this name."""
        return self._get(name) is not None

    def draw(self, name: str, **values: Any) -> str:
        """Return the page that a template makes of the values."""
        template = self._get(name)
        if template is None:
            raise TemplateNotFound(name)
        return _EMPTY_LINES.sub("\n\n", template.render(values)).strip() + "\n"

    def _get(self, name: str) -> Template | None:
        if name not in self._compiled:
            try:
                self._compiled[name] = self._environment.get_template(name)
            except TemplateNotFound as error:
                if error.name != name:
                    raise
                self._compiled[name] = None
        return self._compiled[name]


def html(text: str) -> Safe:
    """Lay a piece of HTML into one line with empty lines around it: Markdown passes it on as it is."""
    if not isinstance(text, Markup):
        text = Safe.escape(text)
    line = _LINE_END.sub(" ", _BETWEEN_TAGS.sub("><", text.strip()))
    return Safe(f"\n\n{line}\n\n" if line else "")


def join(values: Iterable[Any], between: str = "") -> Safe:
    """Join values; those that are not safe get encoded, what stands between them too."""
    return Safe(encode_inline(between)).join(finalize(value) for value in values)
