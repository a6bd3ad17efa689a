"""Rules about text: the locale, and the encodings of paths and streams."""

from __future__ import annotations

import re
from collections.abc import Iterator

from configlang.check.rule import Rule, View, shown
from configlang.cpython.encodings import (
    CODE_PAGES,
    HANDLERS,
    LATER,
    TRIES_HANDLERS,
    UTF8_BY_DEFAULT,
    UTF8_BY_MODE,
    WINDOWS_ONLY,
)
from configlang.cpython.versions import show_versions
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.findings.suggest import did_you_mean

_WITHOUT_LOCALE = {
    **dict.fromkeys(("linux", "freebsd", "netbsd", "openbsd"), "paths, arguments, streams and text files"),
    # Paths are UTF-8 whatever the locale says there.
    **dict.fromkeys(("macos", "ios"), "streams and text files"),
}
"""What follows the locale, by operating system; Windows and Android are left out: there, it has no say in this."""


def _ascii(view: View) -> Iterator[Problem]:
    """Nobody sets a locale in the isolated profile, so that it is `C`; the host itself may have set one."""
    follows = _WITHOUT_LOCALE.get(view.target.os)
    if follows is None or not view.is_isolated_profile:
        return
    names = ("utf8_mode", "configure_locale")
    # Who has written both as False has decided that the host sets the locale.
    if any(view.is_on(name) for name in names) or all(view.is_set_off(name) for name in names):
        return
    yield Problem(
        message=(
            f'`profile = "isolated"` leaves the locale alone, so that {CPYTHON} takes {follows} for ASCII,'
            " unless the host has set a locale"
        ),
        paths=("interpreter.profile", *(f"interpreter.{name}" for name in names)),
        hint="set `utf8_mode = True`, or `configure_locale = True` to take the encoding from the user's locale",
    )


def _turned_round(view: View) -> Iterator[Problem]:
    """From 3.15 on the isolated profile has UTF-8 mode on (PEP 686), and no longer goes by locale or code page."""
    older = [version for version in view.config.releases if not UTF8_BY_DEFAULT.covers(version)]
    decides = view.target.is_windows or view.is_on("configure_locale")
    if older and decides and view.is_isolated_profile and view.given("utf8_mode") is None:
        what = "the code page" if view.target.is_windows else "the locale's encoding"
        yield Problem(
            message=(
                f"`utf8_mode` is unset: {CPYTHON} has streams and text files in UTF-8 then, where"
                f" {show_versions(older)} {'take' if len(older) > 1 else 'takes'} {what}"
            ),
            paths=("interpreter.utf8_mode", "interpreter.profile"),
            hint="set `utf8_mode = True` to have UTF-8 everywhere, or False for what older versions do",
        )


def _c_locale(view: View) -> Iterator[Problem]:
    """With UTF-8 mode switched off, nothing stands in for the locale `C`, nor for one that the system lacks."""
    follows = _WITHOUT_LOCALE.get(view.target.os)
    if follows is None or view.is_isolated_profile or not view.is_set_off("utf8_mode"):
        return
    yield Problem(
        message=(
            f"`utf8_mode = False`: where `LC_ALL` is `C` or names a locale that the system lacks, {CPYTHON} takes"
            f" {follows} for ASCII"
        ),
        paths=("interpreter.utf8_mode",),
        severity=Severity.INFO,
        hint="leave it unset: then such a locale switches UTF-8 mode on; or set it to True",
    )


def _coercion(view: View) -> Iterator[Problem]:
    """Without a locale of the user's there is none to coerce (preconfig.c); Windows has code pages (PEP 538)."""
    if view.target.is_windows:
        reason, decisive = "coerces the locale on POSIX alone", None
        hint = "leave it unset for Windows, and set `utf8_mode = True`"
    elif not view.is_on("configure_locale"):
        reason, decisive = "never coerces a locale while `configure_locale` is off", view.source("configure_locale")
        hint = "set `configure_locale = True` as well, or leave this one unset"
    else:
        return
    for name, off in (("coerce_c_locale", '"off"'), ("coerce_c_locale_warn", "False")):
        value = view.given(name)
        if value not in {None, False, "off"}:
            yield Problem(
                message=f"`{shown(name, value)}` has no effect: {CPYTHON} {reason}",
                paths=(f"interpreter.{name}", decisive) if decisive else (f"interpreter.{name}",),
                hint=hint,
                holds=off,
            )


def _overruled(view: View) -> Iterator[Problem]:
    """On Windows, CPython switches UTF-8 mode off for the old encoding of paths (preconfig.c)."""
    if view.target.is_windows and view.is_set_on("utf8_mode") and view.is_set_on("legacy_windows_fs_encoding"):
        yield Problem(
            message=(
                f"`utf8_mode = True` has no effect: {CPYTHON} switches it off while `legacy_windows_fs_encoding` is on"
            ),
            paths=("interpreter.utf8_mode", "interpreter.legacy_windows_fs_encoding"),
            hint="leave out `legacy_windows_fs_encoding`: in UTF-8 mode, paths are UTF-8 too",
            holds="False",
        )


# Names of encodings

_SAMPLE = "/usr/lib/../lib/python3.11/site-packages/_encodings.py"
"""A path as CPython meets them at the start, which ends there if a codec changes it, as measured for all of them."""

_UNKNOWN = f"{CPYTHON} knows no encoding for text of this name, and does not start"

_COMMON = ("utf-8", "ascii", "latin-1", "iso8859-15", "cp1252", "utf-16", "koi8-r", "gbk", "big5", "euc-jp")


def _encodings(view: View) -> Iterator[Problem]:
    """CPython asks for both codecs at the start, and ends it where it gets none that serves."""
    for name in ("filesystem_encoding", "stdio_encoding"):
        text = view.given(name)
        if isinstance(text, str) and (fault := _fault(view, text, is_for_paths=name == "filesystem_encoding")):
            yield Problem(
                message=f"`{shown(name, text)}`: {fault}",
                paths=(f"interpreter.{name}",),
                hint=_hint(name, text) if fault == _UNKNOWN else None,
            )


def _fault(view: View, text: str, *, is_for_paths: bool) -> str | None:
    """Return what is wrong with the name of an encoding, None where nothing is known to be."""
    # As CPython does it; an encoding is looked up by what is left.
    name = re.sub(r"[^a-z0-9.]+", "_", text.lower()).strip("_")
    if view.target.is_windows and WINDOWS_ONLY.fullmatch(name):
        return None
    if name in CODE_PAGES:
        return f"only Windows has this encoding; {CPYTHON} does not start elsewhere"
    if name in LATER:
        return None if LATER[name].covers(view.version) else _UNKNOWN
    try:
        encoded = _SAMPLE.encode(text)
    except LookupError:
        return _UNKNOWN
    except UnicodeError:
        return f"{CPYTHON} can't write plain text in this encoding"
    # On Windows, paths reach the system as they are.
    if is_for_paths and encoded != _SAMPLE.encode() and not view.target.is_windows:
        return f"{CPYTHON} does not start with an encoding of paths that changes ASCII"
    return None


def _hint(name: str, text: str) -> str | None:
    encoding, colon, errors = text.partition(":")
    if colon:
        other = name.replace("encoding", "errors")
        return f'write `{name} = "{encoding}"` and `{other} = "{errors}"`; this form is that of `PYTHONIOENCODING`'
    return did_you_mean(text, _COMMON)


def _is_utf8(text: str) -> bool:
    """Tell whether a name is one of UTF-8's."""
    import codecs

    try:
        return codecs.lookup(text).name == "utf-8"
    except LookupError:
        return False


def _beaten(view: View) -> Iterator[Problem]:
    """UTF-8 mode fills in encodings that are unset, and no others."""
    text = view.given("filesystem_encoding")
    if not isinstance(text, str) or not view.is_set_on("utf8_mode") or _is_utf8(text):
        return
    if _fault(view, text, is_for_paths=True) is None:
        yield Problem(
            message=(
                f"`{shown('filesystem_encoding', text)}` wins over `utf8_mode`: {CPYTHON} uses it for paths,"
                " although `sys.flags.utf8_mode` says 1"
            ),
            paths=("interpreter.filesystem_encoding", "interpreter.utf8_mode"),
            hint="leave `filesystem_encoding` unset, or `utf8_mode` where paths are not UTF-8",
        )


# Error handlers


def _path_errors(view: View) -> Iterator[Problem]:
    """Before its codecs are there, CPython has three handlers of its own for paths, and the start ends for others."""
    errors = view.given("filesystem_errors")
    if view.target.is_windows or errors in {None, "strict", "surrogateescape"}:
        return
    paths: tuple[str, ...] = ("interpreter.filesystem_errors", "interpreter.utf8_mode")
    hint = 'use "surrogateescape", which is what an unset `filesystem_errors` means'
    if errors != "surrogatepass":
        fault = f"{CPYTHON} does not start with this error handler for paths"
        paths = paths[:1]
    elif view.target.os in UTF8_BY_MODE and not view.is_utf8:
        fault = f"{CPYTHON} does not start with it unless `utf8_mode` is on, not even in a UTF-8 locale"
    else:
        return
    message = f"`{shown('filesystem_errors', errors)}`: {fault}"
    yield Problem(message=message, paths=paths, hint=hint)


def _stream_errors(view: View) -> Iterator[Problem]:
    """CPython looks the name up when a text needs it, and at the start in development mode alone, from 3.9."""
    errors = view.given("stdio_errors")
    if not isinstance(errors, str) or errors in HANDLERS:
        return
    paths: tuple[str, ...] = ("interpreter.stdio_errors",)
    severity = Severity.WARNING
    fault = f"{CPYTHON} takes the name as it is, and raises LookupError at the first text that can't be encoded"
    if view.is_on("development_mode") and TRIES_HANDLERS.covers(view.version):
        fault = f"{CPYTHON} has no such error handler, and does not start in development mode"
        paths, severity = ("interpreter.stdio_errors", view.source("development_mode")), Severity.ERROR
    hint = did_you_mean(errors, HANDLERS) or f"use one of {', '.join(sorted(HANDLERS))}"
    yield Problem(message=f"`{shown('stdio_errors', errors)}`: {fault}", paths=paths, severity=severity, hint=hint)


RULES = (
    Rule(code="ascii-encoding", find=_ascii),
    Rule(code="ascii-encoding", find=_c_locale, needs=frozenset({"utf8_mode"})),
    Rule(code="default-changed", find=_turned_round, extent=UTF8_BY_DEFAULT),
    Rule(code="coercion-ignored", find=_coercion, needs=frozenset({"coerce_c_locale", "coerce_c_locale_warn"})),
    Rule(code="utf8-mode-overruled", find=_overruled, needs=frozenset({"legacy_windows_fs_encoding"})),
    Rule(code="unusable-encoding", find=_encodings, needs=frozenset({"filesystem_encoding", "stdio_encoding"})),
    Rule(code="encoding-beats-utf8-mode", find=_beaten, needs=frozenset({"filesystem_encoding"})),
    Rule(code="unusable-error-handler", find=_path_errors, needs=frozenset({"filesystem_errors"})),
    Rule(code="unusable-error-handler", find=_stream_errors, needs=frozenset({"stdio_errors"})),
)
