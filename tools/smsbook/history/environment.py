"""The environment in which git is asked: variables of a hook or of a user must not lead it elsewhere."""

from __future__ import annotations

import os

_ALWAYS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
_COMMITTED = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # a clone that lacks contents must not fetch them now
    "GIT_NO_LAZY_FETCH": "1",
}
_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
_ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
)


def for_reading() -> dict[str, str]:
    """Return an environment in which only what is committed counts, and nothing is fetched."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return own | _ALWAYS | _COMMITTED


def for_writing() -> dict[str, str]:
    """Return an environment with the user's own name and keys, in the repository around the SMS folder."""
    own = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return own | _ALWAYS
