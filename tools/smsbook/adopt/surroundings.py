"""The files around a new SMS: what its host, editors and people need."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from smsbook.adopt.source import source
from smsbook.adopt.wish import NAME, Wish
from smsbook.pages.safe import plain
from smsbook.reports.visible import in_markdown
from smsbook.schema.kinds import Kind, load_kinds
from smsbook.schema.shipped import shipped
from smsbook.standard.editor import FOLDER, editor_texts
from smsbook.standard.model import processes

SMS = "sms"
_EVERYWHERE = {
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/extensions.json": "extensions.json",
    "README.md": "README.md",
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": "requirements.txt",
}
# For each host: where its files go, and which of ours they are.
_ON_HOST = {
    "github": {
        f".github/workflows/{name}.yml": f"ci/github/{name}.yml"
        for name in ("smsbook-check", "smsbook-publish", "smsbook-due")
    },
    "gitlab": {".gitlab-ci.yml": "ci/gitlab/gitlab-ci.yml", ".gitlab/smsbook.yml": "ci/gitlab/smsbook.yml"},
    "other": {f"ci/{name}": f"ci/server/{name}" for name in ("pre-receive", "post-receive")},
}
_OWNED = ("github", "gitlab")  # hosts that know CODEOWNERS
# What should stand in a file that was there already, and what to do where it does not.
EXPECTED = {
    ".gitignore": ("build/", "add a line `/build/` to it, so that handbooks are not committed"),
    ".gitlab-ci.yml": (".gitlab/smsbook.yml", "add `- local: .gitlab/smsbook.yml` under `include` in it"),
    ".pre-commit-config.yaml": ("smsbook", "add a hook to it that runs `smsbook check sms`, if you like"),
    "mkdocs.yml": ("SMSBOOK_SETTINGS", "let it begin with `INHERIT: !ENV SMSBOOK_SETTINGS`"),
    "requirements.txt": ("smsbook", "add smsbook to it, so that pipelines install it"),
}


def surroundings(wish: Wish, going: str) -> Mapping[str, bytes]:
    """Return the files around an SMS by their path in the repository.

    `going` names our words on how to go on from here; empty, nothing is said about it.
    """
    start = shipped("templates") / "start"
    said = _said(
        wish,
        (start / f"{going}.md").read_text(encoding="utf-8") if going else "",
        (start / f"{wish.host}.md").read_text(encoding="utf-8"),
    )
    texts = {to: _fill((start / ours).read_text(encoding="utf-8"), said) for to, ours in _EVERYWHERE.items()}
    if wish.host in _OWNED:
        texts["CODEOWNERS"] = (start / "CODEOWNERS").read_text(encoding="utf-8")
    texts[".vscode/settings.json"] = _editor(load_kinds(shipped("schemas")).values())
    files = {to: text.encode() for to, text in texts.items()}
    for to, ours in _ON_HOST[wish.host].items():
        folder, _, rest = ours.partition("/")
        files[to] = (shipped(folder) / rest).read_bytes()
    for name, text in editor_texts():
        files[f"{FOLDER}/{name}"] = text.encode()
    return files


def _said(wish: Wish, going: str, pipeline: str) -> Mapping[str, str]:
    install, note = source(wish.install)
    return {
        "name": in_markdown(wish.name),
        "site": json.dumps(plain(wish.name).strip() or NAME, ensure_ascii=False),  # JSON is YAML
        "edition": wish.catalogue.replace(":", " "),
        "install": install,
        "note": "".join(f"# {line}\n" for line in note),
        "going": going,
        "pipeline": pipeline,
    }


def _fill(text: str, said: Mapping[str, str]) -> str:
    """Put words into the places that bear their names, as in @name@; once, so that words are never places."""
    return re.sub(r"@([a-z]+)@", lambda match: said[match[1]], text)


def _editor(kinds: Iterable[Kind]) -> str:
    settings = {
        "yaml.schemas": {
            "./schemas/sms.schema.json": f"{SMS}/sms.yml",
            **{f"./schemas/{kind.name}.schema.json": list(_files(kind)) for kind in kinds},
        },
        "yaml.schemaStore.enable": False,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True},
        "files.eol": "\n",
        "files.insertFinalNewline": True,
    }
    return json.dumps(settings, indent=2) + "\n"


def _files(kind: Kind) -> Iterator[str]:
    """Yield the paths, with `*` for any letters, at which documents of a kind lie."""
    if kind.singleton:
        yield f"{SMS}/{kind.path(kind.name)}"
    elif kind.prefix:
        yield f"{SMS}/{kind.folder}/{'*' if kind.bare else f'{kind.prefix}*'}.yml"
    else:
        yield from (f"{SMS}/{kind.path(process.id)}" for process in processes())
