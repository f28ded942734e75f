"""What is worked out from a document or a library is worked out once: neither of them ever changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Self, TypeVar, TypeVarTuple

Made = TypeVar("Made")
Of = TypeVarTuple("Of")


class Once:
    """Something that never changes, and keeps what is made of it for as long as it is there itself."""

    def once(self, make: Callable[[Self, *Of], Made], *of: *Of) -> Made:
        """Return what a function makes of this and of what else it takes, made once for each.

        What is made must not change, nor hold what it is made of: the two could only go together.
        """
        kept, key = self._made, (make, *of)
        if key not in kept:
            kept[key] = make(self, *of)
        made: Made = kept[key]
        return made

    @cached_property
    def _made(self) -> dict[tuple[object, ...], Any]:
        return {}
