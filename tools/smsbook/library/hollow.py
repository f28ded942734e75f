"""Tell whether a value says something."""

from __future__ import annotations

import re
from typing import Any

_HOLLOW = re.compile(
    r"[\s\W_]*"
    r"((tbd|tba|tbc|to ?do|fix ?me|wip|n\.? ?/? ?a|n\.a|not applicable|none|nil|null|empty|unknown|pending|x+"
    r"|to be (defined|determined|decided|done|written|completed|added|announced|confirmed|filled( in)?)"
    r"|(will be|is) (added|written|defined) later|later|coming soon|place ?holder|dummy"
    r"|lorem ipsum.*)[\s\W_]*)?",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 80  # a longer text is never a mere placeholder, but for «lorem ipsum»


def hollow(value: Any) -> bool:
    """Tell whether a value is missing or says nothing, like «TBD» or a bare «n/a»."""
    match value:
        case None:
            return True
        case str():
            short = len(value) <= _LONGEST or value.lower().startswith("lorem ipsum")
            return short and bool(_HOLLOW.fullmatch(value.strip()))
        case list():
            return all(hollow(item) for item in value)
        case dict():
            return all(hollow(item) for item in value.values())
        case _:
            return False
