"""Entries of the catalogue about the locale, and the encodings of paths and streams."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_CONFIG = "https://docs.python.org/3/c-api/init_config.html"
_MEASURED = "measured on CPython 3.8 to 3.14"

ENCODING_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="ascii-encoding",
        severity=Severity.WARNING,
        title="The isolated profile takes all text for ASCII",
        explanation="""\
The profile `isolated` keeps the user's locale out, and a C or Rust program that
calls no `setlocale` has the locale `C`. CPython then takes paths, arguments,
streams and text files for ASCII, in a terminal that is UTF-8 too: an umlaut in an
argument arrives as two surrogates, and `print("ß")` raises UnicodeEncodeError. On
macOS, paths are UTF-8 all the same; Windows and Android have no part in this.

Set `utf8_mode = True`, as most hosts do, or `configure_locale = True` to follow the
user's locale. Where the host sets a locale itself, say so by writing both as
False.
""",
        example='interpreter(profile = "isolated")\n',
        options=("--target", "x86_64-unknown-linux-gnu"),
        fixed='interpreter(profile = "isolated", utf8_mode = True)\n',
        fixed_options=("--target", "x86_64-unknown-linux-gnu"),
        evidence="https://peps.python.org/pep-0587/#isolated-configuration",
    ),
    Entry(
        code="coercion-ignored",
        severity=Severity.WARNING,
        title="No locale is coerced while CPython leaves the locale alone",
        explanation="""\
`coerce_c_locale` replaces the locale `C` by one with UTF-8, and
`coerce_c_locale_warn` reports that, or that the locale stayed `C`. Both need the
locale of the user: while `configure_locale` is off, as it is in the profile
`isolated`, CPython sets both to 0. On Windows there is nothing to coerce.

Switch `configure_locale` on, or set `utf8_mode = True`, which needs no locale.
""",
        example='interpreter(profile = "isolated", utf8_mode = True, coerce_c_locale = "LC_CTYPE")\n',
        options=("--target", "x86_64-unknown-linux-gnu"),
        fixed="""\
interpreter(
    profile = "isolated",
    configure_locale = True,
    utf8_mode = True,
    coerce_c_locale = "LC_CTYPE",
)
""",
        fixed_options=("--target", "x86_64-unknown-linux-gnu"),
        evidence=f"{_CONFIG}#c.PyPreConfig.coerce_c_locale",
    ),
    Entry(
        code="utf8-mode-overruled",
        title="The old encoding of paths on Windows switches UTF-8 mode off",
        explanation="""\
`legacy_windows_fs_encoding` makes paths use the ANSI code page, as Python did
before 3.6. CPython sets `utf8_mode` to 0 for it, whatever the config says.

UTF-8 mode and the default of Windows both have UTF-8 paths; leave the old one out.
""",
        example="interpreter(utf8_mode = True, legacy_windows_fs_encoding = True)\n",
        options=("--target", "x86_64-pc-windows-msvc"),
        fixed="interpreter(utf8_mode = True)\n",
        fixed_options=("--target", "x86_64-pc-windows-msvc"),
        evidence=f"{_CONFIG}#c.PyPreConfig.legacy_windows_fs_encoding",
    ),
    Entry(
        code="unusable-encoding",
        title="CPython does not start with this encoding",
        explanation="""\
CPython looks up the codecs of paths and of the standard streams while it starts,
and ends the start where there is none of the name: a slip, a code page that only
Windows has, an alias that only later versions know, or the form `utf-8:strict`,
which belongs to the variable `PYTHONIOENCODING`. The codec must be one for text;
and one for paths must leave ASCII as it is, which UTF-16 and EBCDIC don't.

The names are those of the module `encodings`, whatever their case and with `-`,
`_` or a space between their parts.
""",
        example='interpreter(stdio_encoding = "utf-8:replace")\n',
        fixed='interpreter(stdio_encoding = "utf-8", stdio_errors = "replace")\n',
        evidence="https://docs.python.org/3/library/codecs.html#standard-encodings",
    ),
    Entry(
        code="encoding-beats-utf8-mode",
        severity=Severity.WARNING,
        title="Paths are not UTF-8 although UTF-8 mode is on",
        explanation="""\
UTF-8 mode decides the encodings that the config leaves open. One that is set
counts: CPython encodes paths in `filesystem_encoding`, while `sys.flags.utf8_mode`
says 1, and libraries that go by the flag are wrong.

Keep one of the two.
""",
        example='interpreter(utf8_mode = True, filesystem_encoding = "latin-1")\n',
        fixed='interpreter(utf8_mode = True, stdio_encoding = "latin-1")\n',
        evidence=f"{_CONFIG}#c.PyConfig.filesystem_encoding",
    ),
    Entry(
        code="unusable-error-handler",
        title="CPython has no such error handler, or can't use it here",
        explanation="""\
For paths, CPython needs an error handler before its codecs are there. It has
`strict` and `surrogateescape` for that, and `surrogatepass` where paths are UTF-8
in any case: on POSIX in UTF-8 mode, and on macOS. Any other ends the start, also
those that `open()` takes.

For streams, it does not look at `stdio_errors` before a text can't be encoded, and
raises LookupError then; in development mode, CPython 3.9 and later end the start.
A handler that the program registers with `codecs.register_error` is no mistake:
silence the warning with `# configlang: disable=unusable-error-handler`.
""",
        example='interpreter(filesystem_errors = "ignore")\n',
        options=("--target", "x86_64-unknown-linux-gnu"),
        fixed='interpreter(filesystem_errors = "surrogateescape")\n',
        fixed_options=("--target", "x86_64-unknown-linux-gnu"),
        evidence=_MEASURED,
    ),
)
