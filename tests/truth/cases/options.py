"""Options `-W` and `-X` in a config: what CPython reads, refuses and acts on; more of `-X` in test_x_options.py."""

from __future__ import annotations

from configlang.findings.finding import Severity
from tests.truth.claims import Case, Claim
from tests.truth.members import is_refused, member

COMPARE = "try: print(b'' == '')\nexcept BytesWarning: print('raised')"
"""Tells whether a comparison of bytes with text raises; warnings show on stderr."""

CLAIMS: tuple[Claim, ...] = (
    Case(
        code="bad-warn-option",
        name="action",
        bad='interpreter(warn_options = ["-Werror"])',
        good='interpreter(warn_options = ["error"])',
        claim=lambda run: "Invalid -W option ignored" in run.stderr,
    ),
    Case(
        code="bad-warn-option",
        name="EncodingWarning",
        bad='interpreter(warn_options = ["ignore::EncodingWarning"])',
        good='interpreter(warn_options = ["ignore::UnicodeWarning"])',
        claim=lambda run: "unknown warning category: 'EncodingWarning'" in run.stderr,
        last="3.9",
    ),
    Case(
        code="fatal-warn-option",
        bad='interpreter(warn_options = ["error::None"])',
        good='interpreter(warn_options = ["error"])',
        ask="import warnings",
        # 92: the code that is asked for has failed.
        claim=lambda run: run.code == 92 and "TypeError: issubclass()" in run.stderr,
    ),
    Case(
        code="bytes-warning-mismatch",
        name="raise",
        bad='interpreter(bytes_warning = "raise", warn_options = ["default"])',
        good='interpreter(bytes_warning = "raise", warn_options = ["default", "error::BytesWarning"])',
        ask=COMPARE,
        claim=lambda run: run.stdout == "False\n",
    ),
    Case(
        code="bytes-warning-mismatch",
        name="warn",
        bad='interpreter(bytes_warning = "warn", warn_options = ["i::builtins.BytesWarning"])',
        good='interpreter(bytes_warning = "warn", warn_options = ["ignore::UserWarning", "ignore:::other"])',
        ask=COMPARE,
        claim=lambda run: run.stdout == "False\n" and not run.stderr,
    ),
    Case(
        code="bytes-warning-mismatch",
        name="none",
        bad='interpreter(warn_options = ["error::BytesWarning"])',
        good='interpreter(bytes_warning = "warn", warn_options = ["error::BytesWarning"])',
        ask=COMPARE,
        claim=lambda run: run.stdout == "False\n",
    ),
    Case(
        code="x-option-without-effect",
        name="dev",
        bad='interpreter(x_options = ["dev"])',
        good="interpreter(development_mode = True)",
        claim=lambda run: member(run, "dev_mode") == 0,
    ),
    *(
        Case(
            code="x-option-without-effect",
            name=f"named {option}",
            severity=Severity.WARNING,
            bad=f'interpreter(x_options = ["{option}"])',
            good=f"interpreter({field})",
            ask=f"import sys; print(sys.flags.{flag})",
            claim=lambda run: run.stdout in {"0\n", "False\n"},
        )
        for option, field, flag in (
            ("devmode", "development_mode = True", "dev_mode"),
            ("-Xdev", "development_mode = True", "dev_mode"),
        )
    ),
    Case(
        code="x-option-without-effect",
        name="named utf8_mode=0",
        severity=Severity.WARNING,
        bad='interpreter(x_options = ["utf8_mode=0"])',
        good="interpreter(utf8_mode = False)",
        environment={"LC_ALL": "C"},
        ask="import sys; print(sys.flags.utf8_mode)",
        claim=lambda run: run.stdout == "1\n",
    ),
    Case(
        code="x-option-without-effect",
        name="faulthandler",
        bad='interpreter(profile = "isolated", utf8_mode = True, x_options = ["faulthandler"])',
        good='interpreter(profile = "isolated", utf8_mode = True, fault_handler = True)',
        claim=lambda run: member(run, "faulthandler") == 0,
        last="3.13",
    ),
    Case(
        code="bad-x-option",
        name="int_max_str_digits",
        bad='interpreter(x_options = ["int_max_str_digits=639"])',
        good='interpreter(x_options = ["int_max_str_digits=640"])',
        claim=lambda run: is_refused(run, "invalid limit; must be >= 640"),
    ),
    Case(
        code="bad-x-option",
        name="frozen_modules",
        bad='interpreter(x_options = ["frozen_modules=yes"])',
        good='interpreter(x_options = ["frozen_modules=on"])',
        claim=lambda run: is_refused(run, "bad value for option -X frozen_modules"),
        first="3.11",
    ),
    Case(
        code="x-option-conflict",
        name="field",
        bad='interpreter(tracemalloc = 3, x_options = ["tracemalloc=10"])',
        good='interpreter(x_options = ["tracemalloc=10"])',
        claim=lambda run: member(run, "tracemalloc") == 3,
    ),
    Case(
        code="x-option-conflict",
        name="option",
        bad='interpreter(code_debug_ranges = True, x_options = ["no_debug_ranges"])',
        good="interpreter(code_debug_ranges = True)",
        claim=lambda run: member(run, "code_debug_ranges") == 0,
        first="3.11",
    ),
)
