"""Guess what somebody meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_ENOUGH = 0.72


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is close enough to be what was meant, or None."""
    best = near(word, known, 1)
    return best[0] if best else None


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the closest known words, best first; capitals, `-` and `_` do not count."""
    plain: dict[str, str] = {}
    for candidate in known:
        plain.setdefault(_plain(candidate), candidate)
    found = get_close_matches(_plain(word), plain, n=most, cutoff=_ENOUGH)
    ranked = sorted(found, key=lambda item: (-SequenceMatcher(None, _plain(word), item).ratio(), item))
    return [plain[item] for item in ranked]


def meant(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return what a word on the command line may stand for: the closest words, or those that it begins."""
    words = list(known)
    begins = tuple(f"{_plain(word)}{mark}" for mark in "-.")
    begun = sorted(candidate for candidate in words if word and _plain(candidate).startswith(begins))
    return near(word, words, most) or begun[:most]


def _plain(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
