"""What the two C outputs share: a source file in the making, and its header."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from configlang.outputs.backend import EmitOptions
from configlang.outputs.fill import fill
from configlang.outputs.host.c import host_values
from configlang.outputs.host.c.guards import guard
from configlang.outputs.host.c.interpreters import declarations
from configlang.outputs.host.c.part import part
from configlang.outputs.host.c.text import comment, identifier, narrow, wide, wrap
from configlang.outputs.host.plan import Plan, Variable
from configlang.outputs.host.python import program, snippet
from configlang.outputs.host.reach import reach
from configlang.schema.texts import ORIGIN, has_parts

DEFAULT_NAME = "python_config"
"""The stem of the files, and the prefix of all names, where nobody gives another."""


def prefix_of(options: EmitOptions) -> str:
    """
    Return the prefix of all names: the stem of the output file as an identifier.

    A single letter does not stand alone: POSIX has ``R_OK``, ``W_OK`` and their like.
    """
    name = identifier(options.name or DEFAULT_NAME)
    return name if len(name) > 1 else f"{name}_{DEFAULT_NAME}"


class Unit:
    """
    A source file in the making, with its header.

    Attributes:
        options: What it depends on beside the config.
        purpose: What it is for: lines of a comment.
        prefix: What all names start with.
        is_wide: Whether the output hands text to CPython as ``wchar_t``, and not as UTF-8.
        choices: What the conditions of parts stand for, by name.
        values: What parts are filled with, by name: finished text, since what is filled in is never filled again. So
            no text of the config is taken for a placeholder.
    """

    __slots__ = ("choices", "is_wide", "options", "prefix", "purpose", "values")

    def __init__(self, options: EmitOptions, plan: Plan, *, purpose: list[str], is_wide: bool) -> None:
        self.options = options
        self.purpose = [*purpose, *(_LOADED if plan.is_plugin or plan.is_adopting else ())]
        self.prefix = prefix_of(options)
        self.is_wide = is_wide
        self.choices = {"WIDE": is_wide, **_choices(plan)}
        self.values = {
            "PFX": self.prefix,
            "UPFX": self.prefix.upper(),
            "TCHAR": "wchar_t" if is_wide else "char",
            "TLEN": "wcslen" if is_wide else "strlen",
            "TFIND": "wcsstr" if is_wide else "strstr",
            "TNCMP": "wcsncmp" if is_wide else "strncmp",
            **host_values.values(plan, self.literal, self.prefix),
            **_values(plan, self.literal, self.choices),
            "STARTS": lines_of(declarations(self.prefix, plan.sub_interpreters)),
        }
        self.values["VARIABLES"] = "".join(map(self._set_variable, plan.variables))
        self.values["DROPPED"] = "".join(map(self._set_variable, plan.dropped))

    def literal(self, text: str) -> str:
        """Return a text as a literal in the way in which the output hands it to CPython."""
        return wide(text) if self.is_wide else narrow(text)

    def step(self, call: str, *, keyword: str = "if", condition: str = "") -> str:
        """Return the lines of a step that is taken where those before have succeeded."""
        succeeded = f"result == {self.prefix.upper()}_OK"
        return f"    {keyword} ({succeeded}{condition}) {{\n        result = {call};\n    }}\n"

    def _set_variable(self, variable: Variable) -> str:
        """Return the lines of the step that sets or removes a variable of the environment."""
        name, overwrites = narrow(variable.name), int(variable.overwrites)
        if variable.value is None:
            return self.step(f"{self.prefix}_set_variable({name}, NULL, 1, status)")
        function, origin = ("set_path_variable", "origin, ") if has_parts(variable.value) else ("set_variable", "")
        value = self.literal(variable.value)
        return self.step(f"{self.prefix}_{function}({name}, {value}, {origin}{overwrites}, status)")

    def want(self, call: str, condition: str = "") -> list[str]:
        """Return the lines that note something that is wanted of a running interpreter."""
        return [f"        if (failed == 0{condition}) {{", f"            failed = {self.prefix}_{call};", "        }"]

    def want_from_host(self, plan: Plan) -> Iterator[str]:
        """Yield the lines that note the numbers which the host has passed."""
        for number in (*plan.pre_from_host, *plan.from_host):
            value = f"PyLong_FromLongLong((long long)*host->{number.name})"
            passed = f" && host != NULL && host->{number.name} != NULL"
            yield from self.want(f'want(wanted, "{number.setting.member}", {value})', passed)

    def array(self, name: str, items: Iterable[str]) -> str:
        """Return an array of texts."""
        kind = "wchar_t" if self.is_wide else "char"
        return f"static const {kind} *const {self.prefix}_{name}[] = {{\n{rows(map(self.literal, items))}}};\n"

    def array_of_pieces(self, name: str, pieces: Sequence[tuple[str, Iterable[str]]]) -> str:
        """Return an array of texts of which one piece is there, each behind its condition, of which one holds."""
        inside = "".join(
            f"#{'el' if index else ''}if {condition}\n{rows(map(self.literal, items))}"
            for index, (condition, items) in enumerate(pieces)
        )
        kind = "wchar_t" if self.is_wide else "char"
        return f"static const {kind} *const {self.prefix}_{name}[] = {{\n{inside}#endif\n}};\n"

    def part(self, path: str) -> str:
        """Return the text of a part."""
        return fill(part(path, self.choices), self.values)

    def functions(self, names: str) -> dict[str, Callable[[], str]]:
        """Return what makes each of some functions, by its name: names of their parts without ``.c``, with blanks."""
        return {name.rpartition("/")[2]: partial(self.part, f"{name}.c") for name in names.split()}

    def header(self, steps: str, guards: list[str]) -> str:
        """
        Return the header.

        Args:
            steps: The part that declares the single steps of the output.
            guards: Lines that refuse to compile for some CPythons.
        """
        self.values["GUARDS"] = lines_of([*guards, ""] if guards else ())
        self.values["STEPS"] = self.part(steps)
        self.values["INTERPRETERS"] = self.part("sub_interpreters.h") + "\n" if self.choices["INTERPRETERS"] else ""
        # Where there is no file of its own, the text around it has begun with the same words.
        return self._finish([*(self._head() if self.options.name else ()), self.part("header.h")])

    def source(self, header: str, helpers: Mapping[str, Callable[[], str]], notes: Iterable[str]) -> str:
        """
        Return the source file; where it has no name, with the text of its header in the place of the include.

        Args:
            header: The header. What it declares is there in any case.
            helpers: What makes each item, by the name that it defines, in the order in which C needs them.
            notes: Lines that tell something while the file compiles.
        """
        # Begins with a literal, so that it is found fast.
        names = re.compile(rf"{self.prefix}_(?<!\w{self.prefix}_)(\w+)")
        used = reach(helpers, [header], names)
        asks_system = "executable" in used and not self.choices["NAMED"]
        sets_variables = not {"set_variable", "decode_early"}.isdisjoint(used)
        items = [
            *self._head(),
            "",
            f'#include "{self.options.name}.h"\n' if self.options.name else header,
            lines_of(notes) + self.part("includes.h"),
            *([self.part("executable.h")] if asks_system else [self.part("windows.h")] if sets_variables else ()),
            *([self.part("dlfcn.h")] if used.keys() & {"share_python", "running"} else ()),
            *guard(used, header, names),
        ]
        return self._finish(items)

    def _head(self) -> list[str]:
        """Return the lines of the comment at the top of a file."""
        source, command = self.options.source, self.options.command
        lines = [f"/* Generated by configlang{f' from {comment(source)}' if source else ''}; do not edit."]
        if command:
            lines += [" *", f" *     {comment(command)}"]
        return [*lines, " *", *(f" * {line}".rstrip() for line in self.purpose), " */"]

    def _finish(self, items: list[str]) -> str:
        return "\n".join(map(wrap, "\n".join(items).split("\n")))


_LOADED = (
    "On Linux it needs -ldl where the C library is older than glibc 2.34, and what Python.h has glibc declare in",
    "dlfcn.h, if no header of the system comes before it; else compile with -D_GNU_SOURCE.",
)
"""What a host must know whose code looks into libraries that are loaded."""


def _choices(plan: Plan) -> dict[str, bool]:
    return {
        "ISOLATED": plan.is_isolated,
        # Where `executable` and `origin` come from.
        "NAMED": plan.fixed_executable is not None,
        "FOLDER": plan.fixed_origin is not None,
        "RUNNING": plan.fixed_executable is None and plan.fixed_origin is None,
        # The command line: some of it, none of it, or that of the host.
        "ARGV": bool(plan.argv),
        "FIXEDARGV": plan.argv is not None,
        # What `prepare` does.
        "EXPANDING": plan.prepares_origin,
        "PLUGIN": plan.is_plugin,
        "CHECKING": plan.is_plugin or plan.is_adopting,
        "ADOPTING": plan.is_adopting,
        "MODULED": bool(plan.modules),
        "SETTING": bool(plan.variables),
        "SETTINGPATHS": plan.sets_paths,
        "TCL": plan.tcl_library is not None,
        "TERMINFO": plan.terminfo == "dynamic",
        "TERMINFODIRS": plan.terminfo not in {None, "dynamic"},
        "EXTENDING": bool(plan.extra_paths),
        # What the host passes.
        "HOSTED": plan.is_hosted,
        "NEEDING": any(value.must_be_passed for value in plan.host_values),
        "PREHOST": bool(plan.pre_from_host),
        "PREPENDING": plan.is_prepending,
        # What the function that fills in does.
        "NAMING": plan.fills_home and plan.member("program_name") is None,
        "REPLACING": plan.search_paths is not None,
        # What `finish` does.
        "FROZEN": plan.sys_frozen,
        "MEIPASS": plan.sys_meipass,
        "ARGVB": plan.has_argvb,
        "DROPPING": plan.drops_path_finder,
        # What `run` does.
        "DISPATCHING": plan.is_dispatching,
        "INTERPRETERS": bool(plan.sub_interpreters),
    }


def _values(plan: Plan, literal: Callable[[str], str], choices: Mapping[str, bool]) -> dict[str, str]:
    # A name in the table of modules and a symbol are ASCII identifiers: nothing to escape.
    symbols = sorted({init for _, init in plan.modules})
    argv = plan.argv or ()
    return {
        # `expand` reads the written form of a text, in which no literal part holds that of another one.
        "MARK": literal(ORIGIN.value),
        "ORIGIN": "origin" if choices["EXPANDING"] else literal(""),
        "PATH": literal(plan.fixed_origin or plan.fixed_executable or ""),
        "EXECUTABLEPATH": literal(plan.fixed_executable or ""),
        "TCLFOLDER": literal(plan.tcl_library or ""),
        "TERMINFOFOLDERS": literal((plan.terminfo or "").removeprefix("static:")),
        "RUNS": narrow(plan.runs_already),
        "ADOPTION": _code("adopt", 12) if plan.is_adopting else "",
        "FIRST": str(int(plan.is_prepending)),
        "PATHS": rows(map(literal, plan.extra_paths)),
        "SYMBOLS": lines_of(f"PyObject *{symbol}(void);" for symbol in symbols),
        "MODULES": rows(f'{{"{name}", {init}}}' for name, init in plan.modules),
        "WIDEARGV": rows([*map(wide, argv), "NULL"]),
        "NARROWARGV": rows([*map(narrow, argv), "NULL"]),
        "PROGRAM": _literals(program(skips_first_line=plan.skips_first_line), 4),
        "SCRIPT": _code("script", 4),
        "WORKER": _code("worker", 8) if choices["DISPATCHING"] else "",
        "DAEMONS": _code("daemons", 12) if choices["INTERPRETERS"] else "",
        "DROPPATHFINDER": _code("drop_path_finder", 12) if choices["DROPPING"] else "",
        "DOTTEDFINDER": _code("dotted_finder", 12) if plan.has_dotted else "",
    }


def rows(items: Iterable[str]) -> str:
    """Return the rows of an array."""
    return "".join(f"    {item},\n" for item in items)


def lines_of(lines: Iterable[str]) -> str:
    """Return lines with their ends."""
    return "".join(f"{line}\n" for line in lines)


def _code(name: str, indent: int) -> str:
    """Return a snippet of Python as literals, one a line."""
    return _literals(snippet(name), indent)


def _literals(code: str, indent: int) -> str:
    """Return Python, in which nothing but the newlines needs an escape, as literals, one a line."""
    return f"\n{' ' * indent}".join(f'"{line}\\n"' for line in code.splitlines())
