"""
Write the files that are made from the field table, the pages of the codes and the files of the rules.

    python tools/generate.py            write them
    python tools/generate.py --check    write nothing, exit 1 and name those that are stale
"""

from __future__ import annotations

import argparse
import functools
import importlib
import re
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.dont_write_bytecode = True


def _module(name: str) -> ModuleType:
    return importlib.import_module(name)


_WIDTH = 120
CMAKE_VERSION = "configlang/cmake/ConfiglangConfigVersion.cmake"
HEADER = "Made by tools/generate.py from the field table (configlang/schema/table.py): change that and run it again."


def interpreter_class() -> str:
    """Return the source of the attrs class that holds the arguments of ``interpreter()``."""
    lines = [
        '"""',
        "The frozen class of the arguments of `interpreter()`.",
        "",
        HEADER,
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "from configlang.light import records",
        "from configlang.light.typed import Literal",
        "from configlang.schema.part import Part",
        "",
        "",
        "@records.frozen(kw_only=True, repr=False)",
        "class InterpreterConfig(Part):",
        '    """',
        "    How the interpreter starts. None is unset: the profile's or pyembed's default holds.",
        "",
        "    Attributes:",
    ]
    arguments = list(_module("configlang.schema.table").ARGUMENTS.values())
    for field in arguments:
        lines += _wrap(f"{field.name}: {field.doc}", 8, 12)
    lines += ['    """', "", '    rule = "interpreter"']
    for field in arguments:
        if field.name == "profile":
            lines.append('    profile: Literal["isolated", "python"] = "python"')
            continue
        lines += _declaration(field)
    return "\n".join(lines) + "\n"


def _declaration(field: object) -> list[str]:
    name, python_type = field.name, _python_type(field)  # type: ignore[attr-defined]
    line = f"    {name}: {python_type} | None = None"
    if len(line) <= _WIDTH:
        return [line]
    values = python_type.removeprefix("Literal[").removesuffix("]").split(", ")
    flat = f"        Literal[{', '.join(values)}] | None"
    if len(flat) <= _WIDTH:
        return [f"    {name}: (", flat, "    ) = None"]
    rows = [f"            {value}," for value in values]
    return [f"    {name}: (", "        Literal[", *rows, "        ]", "        | None", "    ) = None"]


def _python_type(field: object) -> str:
    kind_enum = _module("configlang.schema.field").Kind
    kind = field.kind  # type: ignore[attr-defined]
    choices = field.choices  # type: ignore[attr-defined]
    if kind is kind_enum.CHOICE:
        if any(option.value.endswith(":") for option in choices):
            return "str"
        level = " | int" if field.maximum is not None else ""  # type: ignore[attr-defined]
        return f"Literal[{', '.join(chr(34) + option.value + chr(34) for option in choices)}]{level}"
    return {
        kind_enum.LEVEL: "int",
        kind_enum.BOOL: "bool" if field.maximum is None else "bool | int",  # type: ignore[attr-defined]
        kind_enum.INT: "int",
        kind_enum.STR: "str",
        kind_enum.PATH: "str",
    }.get(kind, "tuple[str, ...]")


def interpreter_rule() -> str:
    """Return the source of the rule ``interpreter``."""
    kind_enum = _module("configlang.schema.field").Kind
    types = {
        kind_enum.BOOL: "bool",
        kind_enum.INT: "int",
        kind_enum.LEVEL: "int",
        kind_enum.STR: "str",
        kind_enum.PATH: "str",
        kind_enum.CHOICE: "str",
    }
    arguments = list(_module("configlang.schema.table").ARGUMENTS.values())
    arguments.sort(key=lambda field: field.name != "profile")
    out = ['"""How the interpreter starts: the rule `interpreter`.', "", *textwrap.wrap(HEADER, 110), '"""', ""]
    out += ['load(":internal.bzl", "declare", "frozen_list")', "", "Interpreter = record("]
    out += [f"    {field.name} = typing.Any," for field in arguments]
    out += [")", "", "def interpreter(", "        *,"]
    for field in arguments:
        kind = types.get(field.kind, "list[str] | tuple[str, ...]")
        default = '"python"' if field.name == "profile" else "None"
        if field.kind in {kind_enum.BOOL, kind_enum.CHOICE} and field.maximum is not None:
            kind += " | int"
        kind = kind if field.name == "profile" else f"None | {kind}"
        out.append(f"        {field.name}: {kind} = {default},")
    out[-1] = out[-1].removesuffix(",") + "):"
    out += ['    """Declares how the interpreter starts. At most once.', ""]
    out += _wrap(
        "Every argument is optional; None leaves the default: the profile's, which CPython sets, or pyembed's.", 4, 4
    )
    out += ["", "    Args:"]
    for field in arguments:
        choices = f" One of {', '.join(f'`{option.value}`' for option in field.choices)}." if field.choices else ""
        out += _wrap(f"{field.name}: {field.doc}{choices}".replace("\\", "\\\\"), 8, 12)
    out += ["", "    Returns:", "        A record with every argument, lists as tuples.", '    """', "    values = {"]
    out += [f'        "{field.name}": {field.name},' for field in arguments]
    out += ["    }"]
    out += ['    declare("interpreter", {name: value for name, value in values.items() if value != None})']
    out += ["    return Interpreter(**{name: frozen_list(value) for name, value in values.items()})"]
    return "\n".join(out) + "\n"


def _wrap(text: str, indent: int, hanging: int) -> list[str]:
    return textwrap.wrap(
        text,
        116,
        initial_indent=" " * indent,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def catalogue_module() -> str:
    """Return the source of the index of the codes."""
    return str(_module("tools.catalogue").catalogue_module())


def family_index() -> str:
    """Return the source of the index of the families of rules."""
    return str(_module("tools.families").index_module())


def prelude() -> str:
    """Return the source of what every config file finds predeclared."""
    return str(_module("tools.stdlib_rules").prelude(_rule_files()))


def rule_types() -> str:
    """Return the source of what the type checker knows of the rules."""
    return str(_module("tools.stdlib_rules").types(_rule_files()))


def bound_rules() -> str:
    """Return the source of the rules as the config file gets them."""
    return str(_module("tools.stdlib_rules").bound(_rule_files()))


def _rule_files() -> dict[str, str]:
    files = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "stdlib_rules").glob("*.bzl")}
    return {**files, "interpreter.bzl": interpreter_rule()}


def fields_page() -> str:
    """Return the reference page of the fields."""
    return str(_module("tools.pages").fields_page())


def findings_page() -> str:
    """Return the reference page of the findings."""
    return str(_module("tools.pages").findings_page())


def finding_pages() -> dict[str, Callable[[], str]]:
    """Return what makes the page of each code."""
    pages: dict[str, str] = _module("tools.pages").finding_pages()
    return {f"{FINDINGS}/{code}.md": functools.partial(str, text) for code, text in pages.items()}


def rules_page() -> str:
    """Return the reference page of the rules."""
    return str(_module("tools.pages").rules_page())


def locations_page() -> str:
    """Return the reference page of what extension modules can be loaded from."""
    return str(_module("tools.locations").locations_page())


def platforms_page() -> str:
    """Return the reference page of what the tests have seen on which platform."""
    return str(_module("tools.platforms").platforms_page())


def explanation_page() -> str:
    """Return the page that compares the ways of extension modules; only its table of hosts is generated."""
    page = ROOT / "docs/explanation/where-extension-modules-live.md"
    return str(_module("tools.locations").explanation_page(page.read_text(encoding="utf-8")))


def rooms_picture() -> str:
    """Return the picture of the architecture page."""
    return str(_module("tools.rooms").picture())


def cmake_version() -> str:
    """Return what tells CMake which version this is; only that is generated."""
    text = (ROOT / CMAKE_VERSION).read_text(encoding="utf-8")
    version = _module("configlang").__version__
    return re.sub(
        r'^set\(PACKAGE_VERSION ".*"\)$', f'set(PACKAGE_VERSION "{version}")', text, count=1, flags=re.MULTILINE
    )


def completions() -> dict[str, Callable[[], str]]:
    """Return what makes each file that a shell or `man` reads."""
    folder = "configlang/cli/completions"
    shells = {
        f"{folder}/configlang.{shell}": lambda shell=shell: str(_module("tools.completions").completion(shell))
        for shell in _module("configlang.cli.completion").SHELLS
    }
    return {**shells, f"{folder}/configlang.1": lambda: str(_module("tools.completions").manual())}


def including_pages() -> dict[str, Callable[[], str]]:
    """Return what makes each page that shows something of other files."""
    included = _module("tools.included")
    return {page.relative_to(ROOT).as_posix(): functools.partial(included.filled, page) for page in included.pages()}


def project_schema() -> str:
    """Return the JSON Schema of the project file."""
    return str(_module("tools.project_file").project_schema())


def project_page() -> str:
    """Return the page about the project file."""
    page = ROOT / "docs/reference/project-file.md"
    return str(_module("tools.project_file").filled(page.read_text(encoding="utf-8")))


FINDINGS = "docs/reference/findings"


def finding_picture() -> str:
    """Return the picture of what mistakes look like."""
    return str(_module("tools.pictures").finding_picture())


def pipeline_picture() -> str:
    """Return the picture of what becomes of a config."""
    return str(_module("tools.pictures").pipeline_picture())


def pyoxidizer_page() -> str:
    """Return the page for those who come from PyOxidizer."""
    return str(_module("tools.vocabulary").pyoxidizer_page())


def c_page() -> str:
    """Return the page for those who come from hand-written C."""
    return str(_module("tools.vocabulary").c_page())


OUTPUTS = {
    "docs/how-to/come-from-pyoxidizer.md": pyoxidizer_page,
    "docs/how-to/come-from-c.md": c_page,
    "docs/explanation/rooms.svg": rooms_picture,
    "docs/explanation/where-extension-modules-live.md": explanation_page,
    **completions(),
    CMAKE_VERSION: cmake_version,
    "configlang/check/index.py": family_index,
    "configlang/findings/catalogue.py": catalogue_module,
    "configlang/schema/interpreter.py": interpreter_class,
    "stdlib_rules/bound.bzl": bound_rules,
    "stdlib_rules/interpreter.bzl": interpreter_rule,
    "stdlib_rules/prelude.bzl": prelude,
    "stdlib_rules/types.bzl": rule_types,
    "docs/reference/fields.md": fields_page,
    "docs/reference/findings.md": findings_page,
    **finding_pages(),
    "docs/reference/locations.md": locations_page,
    "docs/reference/configlang.schema.json": project_schema,
    "docs/reference/platforms.md": platforms_page,
    "docs/reference/project-file.md": project_page,
    "docs/reference/rules.md": rules_page,
    # After the rules that are run for them.
    "docs/pictures/finding.svg": finding_picture,
    "docs/pictures/pipeline.svg": pipeline_picture,
    # After what they may show.
    **including_pages(),
}


def main() -> int:
    """Write or check every generated file; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")
    options = parser.parse_args()
    stale = []
    for name, make in OUTPUTS.items():
        path = ROOT / name
        new = make()
        if path.exists() and path.read_text(encoding="utf-8") == new:
            continue
        stale.append(name)
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, encoding="utf-8", newline="\n")
    for path in (ROOT / FINDINGS).glob("*.md"):
        # The page of a code that is no more.
        if (name := path.relative_to(ROOT).as_posix()) not in OUTPUTS:
            stale.append(name)
            if not options.check:
                path.unlink()
    for name in stale:
        print(f"{'stale' if options.check else 'wrote'}: {name}")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
