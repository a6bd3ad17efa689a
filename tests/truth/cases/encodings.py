"""Locale and encodings: what CPython really makes of them."""

from __future__ import annotations

from configlang.findings.finding import Severity
from tests.hosts.programs import Run
from tests.truth.claims import Case, Claim, Unproven


def did_not_start(run: Run) -> bool:
    """Tell whether CPython refused to start."""
    return run.code == 101 and run.report is None


CLAIMS: tuple[Claim, ...] = (
    Case(
        code="ascii-encoding",
        last="3.14",
        bad='interpreter(profile = "isolated")',
        good='interpreter(profile = "isolated", utf8_mode = True)',
        claim=lambda run: run.came_up["filesystem"][0] == run.came_up["stdout"][0] == "ascii",
    ),
    Case(
        code="default-changed",
        is_of_several=True,
        first="3.15",
        severity=Severity.INFO,
        bad='interpreter(profile = "isolated", configure_locale = True)',
        good='interpreter(profile = "isolated", configure_locale = True, utf8_mode = False)',
        environment={"LC_ALL": "C"},
        claim=lambda run: run.came_up["stdout"][0] == "utf-8",
    ),
    Unproven(
        code="default-changed",
        name="Windows",
        is_of_several=True,
        first="3.15",
        severity=Severity.INFO,
        target="x86_64-pc-windows-msvc",
        bad='interpreter(profile = "isolated")',
        good='interpreter(profile = "isolated", utf8_mode = True)',
        reason="no CPython 3.15 for Windows could be had; the default is set by code that all systems share",
    ),
    Case(
        code="ascii-encoding",
        name="other-mode-off",
        bad='interpreter(profile = "isolated", utf8_mode = False)',
        good='interpreter(profile = "isolated", configure_locale = True)',
        ask="print(ascii(__import__('sys').argv[-1]), open(0).encoding)",
        arguments=(b"\xc3\x9f",),
        claim=lambda run: run.stdout == "'\\udcc3\\udc9f' ANSI_X3.4-1968\n",
    ),
    Case(
        code="ascii-encoding",
        name="locale C",
        severity=Severity.INFO,
        bad="interpreter(utf8_mode = False)",
        good="interpreter()",
        environment={"LC_ALL": "C"},
        claim=lambda run: run.came_up["filesystem"][0] == run.came_up["stdout"][0] == "ascii",
    ),
    Case(
        code="ascii-encoding",
        name="no such locale",
        severity=Severity.INFO,
        bad="interpreter(utf8_mode = False)",
        good="interpreter(utf8_mode = True)",
        environment={"LC_ALL": "xx_YY.UTF-8"},
        claim=lambda run: run.came_up["filesystem"][0] == run.came_up["stdout"][0] == "ascii",
    ),
    Case(
        code="coercion-ignored",
        name="isolated",
        bad='interpreter(profile = "isolated", utf8_mode = True, coerce_c_locale = "C")',
        good='interpreter(profile = "isolated", utf8_mode = True, configure_locale = True, coerce_c_locale = "C")',
        environment={"LC_ALL": ""},
        ask="import os; print(os.environ.get('LC_CTYPE'))",
        claim=lambda run: run.stdout == "None\n",
    ),
    Case(
        code="coercion-ignored",
        name="auto",
        bad='interpreter(configure_locale = False, coerce_c_locale = "auto")',
        good='interpreter(coerce_c_locale = "auto")',
        environment={"LC_ALL": ""},
        ask="import os; print(os.environ.get('LC_CTYPE'))",
        claim=lambda run: run.stdout == "None\n",
    ),
    Case(
        code="coercion-ignored",
        name="warn",
        bad='interpreter(profile = "isolated", utf8_mode = True, coerce_c_locale_warn = True)',
        good='interpreter(profile = "isolated", coerce_c_locale_warn = True, configure_locale = True)',
        environment={"LC_ALL": "C"},
        claim=lambda run: run.code == 0 and "LC_CTYPE=C" not in run.stderr,
    ),
    Case(
        code="unusable-encoding",
        name="paths",
        bad='interpreter(filesystem_encoding = "utf-9")',
        good='interpreter(filesystem_encoding = "UTF 8")',
        claim=did_not_start,
    ),
    Case(
        code="unusable-encoding",
        name="paths-not-ascii",
        bad='interpreter(filesystem_encoding = "utf-16")',
        good='interpreter(filesystem_encoding = "shift_jis")',
        claim=did_not_start,
    ),
    Case(
        code="unusable-encoding",
        name="streams",
        bad='interpreter(stdio_encoding = "utf-9")',
        good='interpreter(stdio_encoding = "u8")',
        claim=did_not_start,
    ),
    Case(
        code="unusable-encoding",
        name="with-errors",
        bad='interpreter(stdio_encoding = "utf-8:strict")',
        good='interpreter(stdio_encoding = "utf-8", stdio_errors = "strict")',
        claim=did_not_start,
    ),
    Case(
        code="unusable-encoding",
        name="not-for-text",
        bad='interpreter(stdio_encoding = "hex")',
        good='interpreter(stdio_encoding = "utf-16")',
        claim=did_not_start,
    ),
    Case(
        code="unusable-encoding",
        name="windows",
        bad='interpreter(stdio_encoding = "mbcs")',
        good='interpreter(stdio_encoding = "cp1252")',
        claim=did_not_start,
    ),
    Case(
        code="unusable-encoding",
        name="writes-nothing",
        bad='interpreter(stdio_encoding = "undefined")',
        good='interpreter(stdio_encoding = "ascii")',
        ask="print('text', flush=True)",
        claim=lambda run: run.stdout == "",
    ),
    Case(
        code="unusable-encoding",
        name="new-in-313",
        bad='interpreter(stdio_encoding = "windows-31j")',
        good='interpreter(stdio_encoding = "cp932")',
        claim=did_not_start,
        last="3.12",
    ),
    Case(
        code="unusable-encoding",
        name="new-in-314",
        bad='interpreter(filesystem_encoding = "cseuckr")',
        good='interpreter(filesystem_encoding = "euckr")',
        claim=did_not_start,
        last="3.13",
    ),
    Case(
        code="encoding-beats-utf8-mode",
        bad='interpreter(utf8_mode = True, filesystem_encoding = "latin-1")',
        good='interpreter(utf8_mode = True, filesystem_encoding = "utf8")',
        claim=lambda run: run.came_up["filesystem"][0] == "iso8859-1" and "utf8_mode=1" in run.came_up["flags"],
    ),
    Case(
        code="unusable-error-handler",
        name="paths",
        bad='interpreter(utf8_mode = True, filesystem_errors = "replace")',
        good='interpreter(utf8_mode = True, filesystem_errors = "strict")',
        claim=did_not_start,
    ),
    Case(
        code="unusable-error-handler",
        name="surrogatepass",
        last="3.14",
        bad='interpreter(filesystem_errors = "surrogatepass", filesystem_encoding = "utf-8")',
        good='interpreter(filesystem_errors = "surrogatepass", utf8_mode = True)',
        claim=did_not_start,
    ),
    Case(
        code="unusable-error-handler",
        name="surrogatepass without UTF-8 mode",
        bad='interpreter(filesystem_errors = "surrogatepass", filesystem_encoding = "utf-8", utf8_mode = False)',
        good='interpreter(filesystem_errors = "surrogatepass", utf8_mode = True)',
        claim=did_not_start,
    ),
    Case(
        code="unusable-error-handler",
        name="streams",
        bad='interpreter(stdio_encoding = "ascii", stdio_errors = "replaced")',
        good='interpreter(stdio_encoding = "ascii", stdio_errors = "replace")',
        ask="print('\\xdf')",
        claim=lambda run: "LookupError: unknown error handler name 'replaced'" in run.stderr,
    ),
    Case(
        code="unusable-error-handler",
        name="streams-in-development",
        bad='interpreter(stdio_errors = "replaced", development_mode = True)',
        good='interpreter(stdio_errors = "replace", development_mode = True)',
        ask="print('\\udfff')",
        # CPython 3.8 starts, and stumbles over the text.
        claim=lambda run: did_not_start(run) or "unknown error handler name 'replaced'" in run.stderr,
    ),
)
