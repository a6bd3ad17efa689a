"""Text: the names of encodings and of error handlers that a CPython knows, and where paths follow the locale."""

from __future__ import annotations

from configlang.cpython.extents import TO_3_15, Measured
from configlang.light.patterns import pattern

MEASURED = Measured("the names of encodings and error handlers", TO_3_15)

WINDOWS_ONLY = pattern(r"ansi|dbcs|mbcs|oem|cp_?\d+")
"""What Windows has: its current code pages, and any other by number."""

CODE_PAGES = frozenset({"ansi", "dbcs", "mbcs", "oem"})

LATER = {
    "windows_31j": MEASURED.since("3.13"),
    **dict.fromkeys(("874", "ms874", "windows_874", "cseuckr", "iso_8859_8_e", "iso_8859_8_i"), MEASURED.since("3.14")),
}
"""The names that later CPythons know and 3.8 does not; of the others, all know the same."""

HANDLERS = (
    *("strict", "ignore", "replace", "surrogateescape", "surrogatepass"),
    *("backslashreplace", "namereplace", "xmlcharrefreplace"),
)
"""The handlers that CPython registers itself."""

UTF8_BY_DEFAULT = MEASURED.since("3.15")
"""The versions that are in UTF-8 mode, whatever the locale, unless they are told otherwise (PEP 686)."""

TRIES_HANDLERS = MEASURED.since("3.9")
"""The versions that look up the handler of the streams at the start, in development mode."""

UTF8_BY_MODE = frozenset({"linux", "freebsd", "netbsd", "openbsd"})
"""Where paths are UTF-8 in UTF-8 mode only: for `surrogatepass`, an UTF-8 locale won't do."""
