"""The parts that generated C is put together from: what is decided when a file is written, and that it is all there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from configlang.cpython.targets import host_target
from configlang.outputs.backend import EmitOptions
from configlang.outputs.emit import emit
from configlang.outputs.host.c import initconfig, part, pyconfig
from configlang.outputs.host.c.part import choose
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config, FilesystemImporter, StaticExtension
from configlang.schema.interpreter import InterpreterConfig

FOLDER = Path(part.__file__).parent / "parts"
PARTS = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.[ch]"))

PART = """\
// About the part.
// clang-format off

one
#if CL_A
two
#ifdef _WIN32
    // not written
three
#else
four
#endif
#else
five
#endif
#if !CL_A && CL_B
six
#if CL_C
seven
#endif
#endif
"""


@pytest.mark.parametrize(
    ("holding", "expected"),
    [
        ("A", "one two #ifdef _WIN32 three #else four #endif"),
        ("", "one five"),
        ("BC", "one five six seven"),
        ("B", "one five six"),
        ("AB", "one two #ifdef _WIN32 three #else four #endif"),
    ],
)
def test_conditions_on_placeholders_are_decided(holding: str, expected: str) -> None:
    """They and what does not hold are gone, and those of the compiler stay, as do all other lines."""
    choices = {name: name in holding for name in "ABC"}

    assert choose(PART, choices) == expected.replace(" ", "\n").replace("ifdef\n", "ifdef ") + "\n"


def test_undecided_condition_is_a_fault() -> None:
    """A choice that nobody has made never goes one of the ways."""
    with pytest.raises(KeyError, match="B"):
        choose(PART, {"A": False})


@pytest.mark.parametrize("path", PARTS)
def test_part_is_used_and_found_by_its_name(path: str) -> None:
    """Every part is one of an output, and one with functions defines the one that it is called after."""
    functions = {f"{name}.c" for output in (pyconfig, initconfig) for name in (output._HELPERS + output._STEPS).split()}
    if path.endswith(".h"):
        headers = {"header.h", "includes.h", "executable.h", "dlfcn.h", "windows.h", "sub_interpreters.h"}
        assert path in {*headers, "pyconfig/steps.h", "initconfig/steps.h"}
    else:
        assert path in functions
        assert re.search(rf"(?m)^(?=\w|\}}).*\bCL_PFX_{Path(path).stem}\b", (FOLDER / path).read_text(encoding="utf-8"))


def text_of(prefix: str, output: str) -> str:
    """Return what is emitted of a config full of names that begin with a prefix: those of all placeholders and more."""
    texts = [(FOLDER / path).read_text(encoding="utf-8") for path in PARTS]
    names = [
        f"{prefix}_{name}" for name in sorted({name for text in texts for name in re.findall(r"CL_([A-Z0-9]+)", text)})
    ]
    assert len(names) > 30
    config = Config(
        target=host_target(),
        interpreter=InterpreterConfig(
            profile="isolated",
            argv=tuple(names),
            argvb=True,
            exe=f"/{prefix}_PATH;",
            run_command="\n".join(f"{name}\n    {name};\n{name}_ok\n#if {name}\n// {name}\n" for name in names),
            sys_meipass=True,
            tcl_library=f"$ORIGIN/{prefix}_ORIGIN",
            terminfo_resolution=f"static:{prefix}_PATHS",
            warn_options=tuple(names),
        ),
        static_extensions=(
            StaticExtension(name=f"{prefix}_MODULES", init=f"{prefix}_PFX_ok"),
            StaticExtension(name=f"{prefix}_PFX_expand", init=f"{prefix}_UPFX_OK"),
        ),
        filesystem_importer=FilesystemImporter(paths=("$ORIGIN", *names), mode="append"),
    )
    command = f"configlang eval {prefix}_PFX_ok {prefix}_UPFX_OK"
    options = EmitOptions(output=BY_NAME[output], source=f"{prefix}_STEPS;", command=command)
    files = emit(config, options, f"{prefix}_PFX.c").files
    return "\n".join(f"{name}: {text!s}" for name, text in files.items())


@pytest.mark.parametrize("output", ["c", "c-initconfig"])
def test_no_text_is_taken_for_a_placeholder(output: str) -> None:
    """Texts, names, init functions, file names and commands that look like placeholders are texts like any other."""
    emitted = text_of("CL", output)

    assert emitted.count("CL_PFX_expand") > 1
    assert emitted == text_of("QL", output).replace("QL_", "CL_")
