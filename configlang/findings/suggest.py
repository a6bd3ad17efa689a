"""Did you mean: the nearest of the known names."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """
    Return the known name that a misspelt one most likely stands for, or None when none is close.

    Equal but for case, hyphens and underscores comes first, then the closest by difflib's ratio.
    """
    # difflib costs some milliseconds to import and is needed on the way out only.
    import difflib

    candidates = sorted(set(known))

    def folded(text: str) -> str:
        return text.lower().replace("-", "").replace("_", "").replace(" ", "")

    for candidate in candidates:
        if folded(candidate) == folded(name):
            return candidate
    close = difflib.get_close_matches(name[:200], candidates, n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Return a hint that names the nearest known name, or None when none is close."""
    best = nearest(name, known)
    return None if best is None else f"did you mean `{best}`?"


def enumerate_names(names: Iterable[str]) -> str:
    """Join names as prose: ``"a", "b" or "c"``."""
    return join_words([f'"{name}"' for name in names], "or")


def join_words(words: Iterable[str], last: str) -> str:
    """Join words as prose, with another one before the last: ``a, b and c``."""
    *some, end = words
    return f"{', '.join(some)} {last} {end}" if some else end
