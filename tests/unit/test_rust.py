"""Rust text: literals that carry any text, comments that nothing breaks out of, symbols declared once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from configlang.cpython.targets import Target, parse_target
from configlang.outputs.backend import EmitOptions
from configlang.outputs.layout import string
from configlang.outputs.pyembed.rust import _comment, emit_expression, emit_function
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config, FilesystemImporter, OxidizedImporter, StaticExtension
from configlang.schema.interpreter import InterpreterConfig
from tests import emitting
from tests.strategies import NASTY, pyembed_configs

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(NASTY), max_size=8).map("".join))
TOKEN = re.compile(r'\\u\{([0-9a-f]{1,6})\}|\\(["\\nrt0])|([^"\\])')


def unescape(literal: str) -> str:
    """Return the text of an ordinary Rust string literal, by the grammar of the Rust reference."""
    assert literal[0] == literal[-1] == '"'
    body, parts, position = literal[1:-1], [], 0
    while position < len(body):
        match = TOKEN.match(body, position)
        assert match is not None
        number, escape, plain = match.groups()
        parts.append(
            chr(int(number, 16))
            if number
            else plain or {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}.get(escape, escape)
        )
        position = match.end()
    return "".join(parts)


@given(TEXTS)
@example("\\u{41}")
@example('r#"a"#')
@example("\\\n  a")
def test_literal_gives_the_text_back(text: str) -> None:
    """Rust reads a literal as the very text that it was made of."""
    assert text == unescape(string(text))


@given(TEXTS)
def test_literal_is_printable_ascii_on_one_line(text: str) -> None:
    """No control, no bidirectional mark and no other alphabet stands in the source: rustc refuses some of them."""
    assert re.fullmatch(r"[ -~]*", string(text))


def test_common_texts_stay_readable() -> None:
    """What people mostly write is not escaped."""
    assert string("$ORIGIN/lib/python3.11 {x} 'y' #!") == "\"$ORIGIN/lib/python3.11 {x} 'y' #!\""
    assert string('a"b\\c\nd') == '"a\\"b\\\\c\\nd"'


@given(TEXTS)
def test_comment_stays_one_comment(text: str) -> None:
    """A file name or a command, whatever it holds, can't leave its comment or reorder what is shown."""
    assert re.fullmatch(r"// [ -~]*", _comment(text))


@settings(max_examples=30)
@given(pyembed_configs())
def test_every_string_of_the_output_can_be_read(config: Config) -> None:
    """Quotes are balanced whatever the config holds: outside literals no quote is left."""
    code = "\n".join(
        line for line in emit_function(config, EmitOptions(BY_NAME["rust"])).split("\n") if not line.startswith("//")
    )

    rest = re.sub(r'"(?:[^"\\]|\\.)*"', "", code, flags=re.DOTALL).replace('extern ""', "")

    assert '"' not in rest
    assert "\\" not in rest
    assert rest.count("{") == rest.count("}")
    assert rest.count("(") == rest.count(")")
    assert code.isascii()


@settings(max_examples=30)
@given(pyembed_configs())
def test_output_has_every_field_once(config: Config) -> None:
    """A struct literal of Rust names each field once: 23 of the outer struct and 56 of the inner one."""
    for emit in (emit_function, emit_expression):
        code = emit(config, EmitOptions(BY_NAME["rust"]))
        literal = code[code.index("pyembed::OxidizedPythonInterpreterConfig {") :]
        indent = literal.split("\n")[1].index("exe")
        outer = re.findall(rf"^ {{{indent}}}(\w+)[:,]", literal, re.MULTILINE)
        start = literal.index("pyembed::PythonInterpreterConfig {")
        inner = re.findall(
            rf"^ {{{indent + 4}}}(\w+): ",
            literal[start : literal.index("\n" + " " * indent + "}", start)],
            re.MULTILINE,
        )

        assert (len(outer), len(set(outer))) == (23, 23)
        assert (len(inner), len(set(inner))) == (56, 56)


def test_symbol_of_several_modules_is_declared_once() -> None:
    """Modules that share an init function share its declaration; Rust paths need none."""
    config = Config(
        target=LINUX,
        static_extensions=(
            StaticExtension(name="a", init="shared"),
            StaticExtension(name="b", init="crate::b::init"),
            StaticExtension(name="c", init="shared"),
            StaticExtension(name="d", init="own"),
        ),
    )

    code = emit_function(config, EmitOptions(BY_NAME["rust"]))

    assert re.findall(r'#\[link_name = "(\w+)"\]', code) == ["shared", "own"]
    assert re.findall(r"transmute\(\s*(\w+)", code) == ["init_0", "init_0", "init_1"]
    assert code.count("crate::b::init") == 1


@pytest.mark.parametrize("output", ["rust", "rust-expr", "rust-ffi"])
@pytest.mark.parametrize("init", ["PyInit_{}", "crate::m{}::init"])
def test_many_things_are_rows_and_no_code(output: str, init: str) -> None:
    """Beyond a number of them, one more module, argument or path is a row, and no statement or expression."""

    def code_of(count: int) -> list[str]:
        config = Config(
            target=LINUX,
            interpreter=InterpreterConfig(argv=tuple(f"a long argument {number}" for number in range(count))),
            static_extensions=tuple(
                StaticExtension(name=f"module_{number:04}", init=init.format(number)) for number in range(count)
            ),
            filesystem_importer=FilesystemImporter(paths=tuple(f"/a/path/{number}" for number in range(count))),
        )
        text = emitting.emit(config, output)
        declared = re.sub(r" *#\[link_name = .*\n.*\n", "", text)
        return [line for line in declared.split("\n") if not re.fullmatch(r' *(\("|"|crate::).*,', line)]

    assert code_of(101) == code_of(300)
    assert len(code_of(100)) > len(code_of(101))


def test_nothing_is_unsafe_without_a_symbol() -> None:
    """A config whose init functions are all Rust paths needs no unsafe code."""
    config = Config(target=LINUX, static_extensions=(StaticExtension(name="a", init="crate::a::init"),))

    assert "unsafe" not in emit_function(config, EmitOptions(BY_NAME["rust"]))
    assert "unsafe" not in emit_expression(config, EmitOptions(BY_NAME["rust"]))


@pytest.mark.parametrize("emit", [emit_function, emit_expression])
@pytest.mark.parametrize("init", ["CL_HOST", "crate::CL_HOST::init"])
def test_nothing_of_a_config_is_taken_for_a_placeholder(emit: Callable[[Config, EmitOptions], str], init: str) -> None:
    """Texts, modules and init functions that look like placeholders of the fragments come out as they are."""

    def emitted(placeholder: str) -> str:
        text = f"{placeholder}\n{placeholder};\n"
        config = Config(
            target=LINUX,
            interpreter=InterpreterConfig(run_command=text, home=text, argv=(placeholder, text)),
            static_extensions=(StaticExtension(name=placeholder, init=init.replace("CL_HOST", placeholder)),),
            filesystem_importer=FilesystemImporter(paths=(placeholder, text)),
        )
        return emit(config, EmitOptions(BY_NAME["rust"], source=placeholder, command=placeholder))

    assert emitted("YL_HOST").replace("YL_", "CL_") == emitted("CL_HOST")


def test_header_names_source_and_command() -> None:
    """Who finds the file learns what it was made from, and how to make it again; without that it says neither."""
    config = Config(target=LINUX)

    lines = emit_function(config, EmitOptions(BY_NAME["rust"], source="a.bzl", command="configlang eval a.bzl")).split(
        "\n"
    )
    bare = emit_function(config, EmitOptions(BY_NAME["rust"])).split("\n")

    assert lines[:3] == ["// Generated by configlang from a.bzl; do not edit.", "//", "//     configlang eval a.bzl"]
    assert bare[0] == "// Generated by configlang; do not edit."
    assert lines[3:] == bare[1:]


@pytest.mark.parametrize(
    ("config", "note", "is_told"),
    [
        (Config(target=LINUX), "-export-dynamic", True),
        (Config(target=parse_target("aarch64-apple-darwin") or LINUX), "-rdynamic", True),
        (Config(target=parse_target("x86_64-pc-windows-msvc") or LINUX), "rustc-link-arg", False),
        (Config(target=LINUX, filesystem_importer=FilesystemImporter(enabled=False)), "rustc-link-arg", False),
        (
            Config(target=LINUX, interpreter=InterpreterConfig(allocator_backend="mimalloc")),
            "`allocator-mimalloc`",
            True,
        ),
        (Config(target=LINUX, interpreter=InterpreterConfig(allocator_backend="rust")), "Cargo.toml", False),
        (Config(target=LINUX, oxidized_importer=OxidizedImporter()), "PyImport_FrozenModules", True),
        (Config(target=LINUX, python="3.10", oxidized_importer=OxidizedImporter()), "PyImport_FrozenModules", False),
        (Config(target=LINUX), "Python's home", True),
        (Config(target=LINUX, interpreter=InterpreterConfig(home="/usr")), "Python's home", False),
    ],
)
def test_header_tells_what_the_host_must_do(config: Config, note: str, is_told: bool) -> None:
    """What a config needs from the final crate is said in its output, and nothing else is."""
    header = [line for line in emit_function(config, EmitOptions(BY_NAME["rust"])).split("\n") if line.startswith("//")]

    assert is_told is any(note in line for line in header)
