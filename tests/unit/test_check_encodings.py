"""Rules about locale and encodings on the platforms that no test here can start, and where nothing is to be said."""

from __future__ import annotations

from typing import Any

import pytest

from configlang.check.engine import check
from configlang.check.families.encodings import RULES
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import to_python
from configlang.findings.finding import Finding, Severity
from configlang.schema.freeze import freeze
from tests.unit.test_freeze import LINUX, call

CODES = {rule.code for rule in RULES}
LINUX_GNU, MACOS, WINDOWS = LINUX.triple, "aarch64-apple-darwin", "x86_64-pc-windows-msvc"
ANDROID, EMSCRIPTEN = "aarch64-linux-android", "wasm32-unknown-emscripten"


def findings_of(target: str, python: str | None = None, **fields: Any) -> list[Finding]:  # noqa: ANN401 - any value
    """Return what this family finds in a config that sets some fields."""
    frozen = freeze([call("interpreter", **fields)], parse_target(target) or LINUX, to_python(python))
    assert frozen.config is not None, frozen.findings
    return [finding for finding in check(frozen.config, frozen.origins) if finding.code in CODES]


def codes(target: str, python: str | None = None, **fields: Any) -> list[str]:  # noqa: ANN401 - any value
    """Return the codes of the same."""
    return [finding.code for finding in findings_of(target, python, **fields)]


@pytest.mark.parametrize(
    ("target", "what"),
    [
        (LINUX_GNU, "takes paths, arguments, streams and text files for ASCII"),
        ("x86_64-unknown-freebsd", "takes paths, arguments, streams and text files for ASCII"),
        (MACOS, "takes streams and text files for ASCII"),
        ("aarch64-apple-ios", "takes streams and text files for ASCII"),
    ],
)
def test_ascii_is_what_follows_the_locale(target: str, what: str) -> None:
    """What the isolated profile makes ASCII depends on the platform: paths are UTF-8 on Apple's in any case."""
    (finding,) = findings_of(target, profile="isolated")

    assert what in finding.message
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("target", [WINDOWS, ANDROID, EMSCRIPTEN])
def test_ascii_is_no_matter_where_the_locale_has_no_say(target: str) -> None:
    """Windows and Android take no encoding from the locale, and of WebAssembly nothing is known."""
    assert codes(target, "3.14", profile="isolated") == []


@pytest.mark.parametrize(("target", "fields"), [(WINDOWS, {}), (LINUX_GNU, {"configure_locale": True})])
def test_default_that_changes_is_told_where_it_shows(target: str, fields: dict[str, Any]) -> None:
    """A config for versions on both sides of the change is told of it, where something else decided before."""
    assert codes(target, profile="isolated", **fields) == ["default-changed"]
    assert codes(target, "3.14", profile="isolated", **fields) == []
    assert codes(target, "3.15", profile="isolated", **fields) == []
    assert codes(target, profile="isolated", utf8_mode=True, **fields) == []
    assert codes(target, **fields) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"utf8_mode": True},
        {"utf8_mode": False, "configure_locale": True},
        # Whoever writes both knows, and sets the locale in the host.
        {"utf8_mode": False, "configure_locale": False},
    ],
)
def test_ascii_is_not_meant(fields: dict[str, Any]) -> None:
    """The isolated profile is fine with UTF-8 mode, with the user's locale, and with a locale of the host."""
    assert codes(LINUX_GNU, profile="isolated", **fields) == []


def test_windows_coerces_no_locale() -> None:
    """Coercion is without effect on Windows in every profile, and what asks for none is fine."""
    assert codes(WINDOWS, coerce_c_locale="C", coerce_c_locale_warn=True) == ["coercion-ignored"] * 2
    assert codes(WINDOWS, coerce_c_locale="off", coerce_c_locale_warn=False) == []


def test_old_paths_of_windows_overrule_utf8_mode() -> None:
    """Both on is an error on Windows, and one of them is none."""
    (finding,) = findings_of(WINDOWS, utf8_mode=True, legacy_windows_fs_encoding=True)

    assert (finding.code, finding.severity) == ("utf8-mode-overruled", Severity.ERROR)
    assert codes(WINDOWS, utf8_mode=True, legacy_windows_fs_encoding=False) == []
    assert codes(WINDOWS, legacy_windows_fs_encoding=True) == []


@pytest.mark.parametrize("name", ["mbcs", "oem", "ansi", "cp1234", "CP_1252"])
def test_windows_has_its_code_pages(name: str) -> None:
    """Names of code pages are not judged for Windows, whatever the Python that configlang runs on knows."""
    assert codes(WINDOWS, stdio_encoding=name) == []


@pytest.mark.parametrize("name", ["mbcs", "OEM", "ansi"])
def test_other_systems_have_no_current_code_page(name: str) -> None:
    """On another system than Windows there is none, even where configlang itself runs on Windows."""
    (finding,) = findings_of(LINUX_GNU, filesystem_encoding=name)

    assert "only Windows has this encoding" in finding.message


@pytest.mark.parametrize(
    ("name", "first"), [("Windows-31J", "3.13"), ("ISO-8859-8-E", "3.14"), ("874", "3.14"), ("cseuckr", "3.14")]
)
def test_new_aliases_belong_to_versions(name: str, first: str) -> None:
    """An alias that a later CPython has brought is unknown before it, whatever Python configlang runs on."""
    older = {"3.13": "3.12", "3.14": "3.13"}[first]

    assert codes(LINUX_GNU, older, stdio_encoding=name) == ["unusable-encoding"]
    assert codes(LINUX_GNU, first, stdio_encoding=name) == []


def test_hint_repairs_the_form_of_the_variable() -> None:
    """The form of PYTHONIOENCODING is taken apart into the two fields."""
    (finding,) = findings_of(LINUX_GNU, stdio_encoding="utf-8:replace")

    assert finding.hint is not None
    assert '`stdio_encoding = "utf-8"` and `stdio_errors = "replace"`' in finding.hint


def test_an_encoding_that_is_unusable_beats_nothing() -> None:
    """Beside UTF-8 mode, an encoding with which nothing starts is told once, as that."""
    assert codes(LINUX_GNU, utf8_mode=True, filesystem_encoding="utf-9") == ["unusable-encoding"]


@pytest.mark.parametrize(("target", "expected"), [(LINUX_GNU, 1), (MACOS, 0), (ANDROID, 0), (WINDOWS, 0)])
def test_surrogatepass_needs_utf8_paths(target: str, expected: int) -> None:
    """Where paths are UTF-8 in any case, `surrogatepass` needs no UTF-8 mode."""
    assert len(codes(target, filesystem_errors="surrogatepass")) == expected


@pytest.mark.parametrize(("python", "severity"), [("3.8", Severity.WARNING), ("3.9", Severity.ERROR)])
def test_development_mode_looks_at_error_handlers(python: str, severity: Severity) -> None:
    """From 3.9, development mode ends the start for an unknown handler of streams."""
    (finding,) = findings_of(LINUX_GNU, python, stdio_errors="nope", development_mode=True)

    assert severity is finding.severity
