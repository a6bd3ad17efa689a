"""Did you mean: the nearest of the known names."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from configlang.light.typed import Final

_MOST = 100_000
"""Names that are compared in one run, which takes about a second; nobody reads more hints than come of that."""


class _Run:
    """
    What has been looked for since the last ``renew``.

    Attributes:
        compared: How many names were compared.
        found: What came of it, by the name and the identity of the known ones, which are kept for that.
    """

    compared = 0
    found: Final[dict[tuple[str, int, float], tuple[Collection[str], str | None]]] = {}


def renew() -> None:
    """Begin a new run."""
    _Run.compared = 0
    _Run.found.clear()


def nearest(name: str, known: Collection[str], *, cutoff: float = 0.6) -> str | None:
    """
    Return the known name that a misspelt one most likely stands for, or None when none is close.

    Equal but for case, hyphens and underscores comes first, then the closest by difflib's ratio, from `cutoff` on. A
    run in which very many names are wrong gets None for those behind the first, and the same as before for those.
    """
    key = name, id(known), cutoff
    if key not in _Run.found:
        if _Run.compared > _MOST:
            return None
        _Run.compared += len(known)
        _Run.found[key] = known, _nearest(name, known, cutoff)
    return _Run.found[key][1]


def _nearest(name: str, known: Iterable[str], cutoff: float) -> str | None:
    # difflib costs some milliseconds to import and is needed on the way out only.
    import difflib

    candidates = sorted(set(known))

    def folded(text: str) -> str:
        return text.lower().replace("-", "").replace("_", "").replace(" ", "")

    wanted = folded(name)
    for candidate in candidates:
        if folded(candidate) == wanted:
            return candidate
    close = difflib.get_close_matches(name[:200], candidates, n=1, cutoff=cutoff)
    return close[0] if close else None


def did_you_mean(name: str, known: Collection[str]) -> str | None:
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
