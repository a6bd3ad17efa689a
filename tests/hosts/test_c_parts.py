"""The parts that C is put together from, as they stand: each compiles alone, with what it may leave out and without."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from configlang.boot import harness
from configlang.outputs.host.c import part
from tests.hosts.cpythons import VERSIONS, WITH_INITCONFIG, compile_flags, require_cpython, require_tool
from tests.hosts.programs import COMPILERS, WARNINGS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the CPythons of these tests are Linux's")

FOLDER = Path(part.__file__).parent / "parts"
PROGRAM = Path(harness.__file__).parent / "parts" / "program.c"
PRELUDE = Path(__file__).parents[1] / "c" / "prelude.h"
FRAME = ("includes.h", "executable.h", "dlfcn.h", "header.h")
"""What a source file starts with."""

OF_ONE_OUTPUT = {"pyconfig": {"APPENDING", "FROM38", "REPLACING"}, "initconfig": {"ADDING", "PREINITIALIZING"}}
"""What only one of the outputs ever chooses."""

OF_WINDOWS = {"put_variable", "widen"}
"""What tests/windows compiles: parts that only Windows has."""

ADOPTING = {"acquire", "adopt", "differences", "differing", "finalize", "release", "wanted"}
"""Parts that are there only where a host adopts."""

FILLERS = {
    "pyconfig": "int CL_PFX_set_members(PyConfig *config",
    "initconfig": "int CL_PFX_set_options(PyInitConfig *config",
}
"""What the functions that fill a config are there."""

LISTS = "extern const CL_TCHAR *const CL_PFX_argv[1];\n"
"""The arrays that are made of a config."""

FUNCTION = re.compile(r"(?m)^(?:static )?(\w[\w *]*\bCL_PFX_\w+\([^)]*\))\s(?://.*\s)?\{")
VARIABLE = re.compile(r"(?m)^static [\w *]*\bCL_PFX_(\w+);$")


def parts_of(output: str) -> dict[str, str]:
    """Return the parts that an output may use, without those of its frame."""
    paths = [*FOLDER.glob("*.c"), *(FOLDER / output).glob("*.c")]
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(paths)}


def frame_of(output: str) -> str:
    """Return what the parts of an output stand behind."""
    paths = [*(FOLDER / name for name in FRAME), FOLDER / output / "steps.h"]
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def declarations(name: str, parts: dict[str, str]) -> tuple[str, list[str]]:
    """Return what declares all that a part takes from others, and the names of the data among that."""
    text = parts[name]
    found, data = ([LISTS] if "CL_PFX_argv[" in text else []), []
    for other, theirs in parts.items():
        variables = VARIABLE.findall(theirs)
        if other == name or not re.search(rf"CL_PFX_({'|'.join([other, *variables])})\b", text):
            continue
        functions = [f"{match[1]};\n" for match in FUNCTION.finditer(theirs)]
        # Of a part that holds data all is needed: an array has its length from its rows.
        found += functions or [theirs]
        data += [] if functions else [other, *variables]
    return "".join(found), data


def variants(output: str, name: str, text: str) -> Iterator[set[str]]:
    """Yield which choices hold: none of those that a part asks for, each, and all."""
    needed = {"ADOPTING"} if name in ADOPTING else set()
    asked = {name for line in re.findall(r"(?m)^#if !?CL_.*", text) for name in re.findall(r"CL_(\w+)", line)}
    asked -= {"WIDE"}.union(*(names for other, names in OF_ONE_OUTPUT.items() if other != output))
    yield needed
    for choice in sorted(asked):
        yield {choice, *needed}
    if len(asked) > 1:
        yield {*asked, *needed}


def translation_unit(output: str) -> str:
    """Return a source file with every part of an output in every variant, each with a prefix of its own."""
    parts, frame = parts_of(output), frame_of(output)
    out = [PRELUDE.read_text(encoding="utf-8")]
    for name, text in parts.items():
        if name in OF_WINDOWS:
            continue
        declared, data = declarations(name, parts)
        used = [name, *VARIABLE.findall(text), *data]
        for number, chosen in enumerate(variants(output, name, text)):
            uses = "".join(f"    (void)CL_PFX_{each};\n" for each in used)
            source = [
                *(f"#define CL_{choice} 1\n" for choice in sorted(chosen)),
                frame,
                declared,
                f"{FILLERS[output]}, const CL_PFX_host *host, CL_PFX_status *status);\n" if name == "wanted" else "",
                f'#line 1 "{name}.c"\n{text}',
                f"void CL_PFX_use(void);\nvoid CL_PFX_use(void)\n{{\n{uses}}}\n",
                *(f"#undef CL_{choice}\n" for choice in sorted(chosen)),
            ]
            prefix = f"{name}_{number}"
            out.append("".join(source).replace("CL_PFX", prefix).replace("CL_UPFX", prefix.upper()))
    return "\n".join(out)


def compiled(compiler: str, source: Path, *flags: str) -> str:
    """Return what a compiler says of a file."""
    command = [require_tool(COMPILERS[compiler][0]), *COMPILERS[compiler][1:], *WARNINGS, *flags, "-fsyntax-only"]
    done = subprocess.run([*command, source], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stderr or f"{done.returncode}"


@pytest.mark.parametrize("compiler", ["gcc", "g++"])
@pytest.mark.parametrize(
    ("output", "version"),
    [
        *(("pyconfig", version) for version in sorted({VERSIONS[0], VERSIONS[-1]})),
        *(("initconfig", version) for version in WITH_INITCONFIG),
    ],
)
def test_each_part_compiles_alone(output: str, version: str, compiler: str, tmp_path: Path) -> None:
    """Each part compiles without a warning as it stands, behind declarations of what others define."""
    source = tmp_path / "parts.c"
    source.write_text(translation_unit(output), encoding="utf-8")
    flags = compile_flags(require_cpython(version))

    assert compiled(compiler, source, *flags, f"-DCL_WIDE={int(output == 'pyconfig')}") == "0"


@pytest.mark.parametrize("compiler", ["gcc", "g++"])
@pytest.mark.parametrize("version", sorted({VERSIONS[0], VERSIONS[-1]}))
def test_program_of_boot_compiles_alone(version: str, compiler: str, tmp_path: Path) -> None:
    """The program that is booted compiles as it stands, with the header in the place of the generated file."""
    header = PRELUDE.read_text(encoding="utf-8") + frame_of("pyconfig")
    (tmp_path / "CL_PFX.c").write_text(header, encoding="utf-8")
    flags = compile_flags(require_cpython(version))

    assert compiled(compiler, PROGRAM, *flags, "-DCL_WIDE=1", "-I", str(tmp_path)) == "0"
