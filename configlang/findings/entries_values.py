"""Entries of the catalogue about declared values: types, ranges, names, and what may be declared how often."""

from __future__ import annotations

from configlang.findings.entry import Entry

_INIT_CONFIG = "https://docs.python.org/3/c-api/init_config.html"

VALUE_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="unknown-field",
        title="There is no such field of interpreter()",
        explanation="""\
`interpreter` has no field of this name. Fields carry pyembed's names, which
now and then differ from CPython's (`fault_handler` and not `faulthandler`);
the hint translates. What a rule of its own sets, such as the module search
paths, is no field of `interpreter`, and the hint names the rule.

All fields are on the reference page of the fields.
""",
        example="interpreter(faulthandler = True)\n",
        fixed="interpreter(fault_handler = True)\n",
    ),
    Entry(
        code="wrong-type",
        title="A value has the wrong type",
        explanation="""\
Types are strict: a switch is `True` or `False` and never 1 or `"yes"`, a
number is no text, and a list stays a list where it has one element only. Where
one element of a list is wrong, the place is that element.

Nothing is converted silently, because a config in which `"false"` counts as
true does the opposite of what it says.
""",
        example='interpreter(isolated = "yes")\nfilesystem_importer(paths = "/opt/python311.zip")\n',
        fixed='interpreter(isolated = True)\nfilesystem_importer(paths = ["/opt/python311.zip"])\n',
    ),
    Entry(
        code="unknown-value",
        title="The value is none of those that the field has",
        explanation="""\
The field takes one of a few words, spelt exactly as the message lists them,
upper and lower case included. The hint gives the nearest.
""",
        example='interpreter(allocator = "pymalloc")\n',
        fixed='interpreter(allocator = "py-malloc")\n',
    ),
    Entry(
        code="out-of-range",
        title="A number is outside of its range",
        explanation="""\
CPython takes this number within limits only. Beyond them some versions cut off
the upper bits without a word (`hash_seed` up to 3.10), and others stop at the
start.
""",
        example="interpreter(hash_seed = 4294967296)\n",
        fixed="interpreter(hash_seed = 4294967295)\n",
        evidence=_INIT_CONFIG,
    ),
    Entry(
        code="nul-in-string",
        title="A text holds a NUL character",
        explanation="""\
Every text of a config ends up as a C string, which ends at its first NUL: the
rest would be lost, and pyembed refuses to start with one. No field has a use
for it.
""",
        example='interpreter(pycache_prefix = "cache\\0")\n',
        fixed='interpreter(pycache_prefix = "/var/cache/app")\n',
    ),
    Entry(
        code="empty-path",
        title="A path is empty",
        explanation="""\
An empty path means something else in every place, and not the same in every
version of CPython: an empty `home` stops the start up to 3.10 and means the
default search from 3.11. Leave the field out, or write `"."` for the working
folder.
""",
        example='interpreter(home = "")\n',
        fixed="interpreter(home = None)\n",
        evidence=_INIT_CONFIG,
    ),
    Entry(
        code="bad-module-name",
        title="A module can't have this name",
        explanation="""\
CPython looks up modules that are linked in by ASCII names, and an `import`
statement can only spell identifiers joined by dots. A module with another name
would be listed in `sys.builtin_module_names` and could never be imported.
""",
        example='static_extension("fast-json")\n',
        fixed='static_extension("fast_json")\n',
        evidence="https://docs.python.org/3/c-api/import.html#c._inittab",
    ),
    Entry(
        code="bad-init",
        title="The name of an init function is neither a C symbol nor a Rust path",
        explanation="""\
`init` names the function that creates the module. Without `::` it is a C
symbol such as `PyInit_fast`, and the linker must find it. With `::` it is a
Rust path such as `crate::fast::init`, and must be written as in Rust source.

This text is neither, so that the generated code could not be compiled.
""",
        example='static_extension("fast", init = "PyInit-fast")\n',
        fixed='static_extension("fast", init = "PyInit_fast")\n',
    ),
    Entry(
        code="duplicate-declaration",
        title="Something is declared twice that a config has once",
        explanation="""\
`interpreter`, `filesystem_importer`, `oxidized_importer` and `compatible_with`
may be called once, and a variable has one default and one list of values. The
order of declarations has no meaning, so that there is no "the last one wins";
the note shows the other place.

Let one call carry all arguments. Macros that contribute to it return dicts:
`interpreter(**(BASE | {"quiet": True}))`.
""",
        example='interpreter(profile = "isolated")\ninterpreter(utf8_mode = True)\n',
        fixed='interpreter(profile = "isolated", utf8_mode = True)\n',
    ),
    Entry(
        code="duplicate-extension",
        title="An extension module is declared twice",
        explanation="""\
Two extension modules have one name. CPython lists both and says nothing; an
`import` gets the first one up to 3.12 and the last one in 3.13 and 3.14.
""",
        example='static_extension("fast")\ndynamic_extension("fast", path = "$ORIGIN/lib/fast.so")\n',
        fixed='static_extension("fast")\n',
        evidence="measured on CPython 3.8 to 3.14",
    ),
    Entry(
        code="bad-specifier",
        title="The version limits can't be read or admit nothing",
        explanation="""\
`compatible_with(python = ...)` takes limits joined by commas, each an operator
(`>=`, `>`, `<=`, `<`, `==`, `!=`) and a version of two numbers:
`">=3.10,<3.12"`. At least one CPython version that configlang knows must be
left.
""",
        example='compatible_with(python = "3.11")\n',
        fixed='compatible_with(python = "==3.11")\n',
    ),
    Entry(
        code="unknown-target",
        title="The target triple is not known",
        explanation="""\
A target is a Rust target triple such as `x86_64-unknown-linux-gnu`; `rustc
--print target-list` lists them. configlang must find an operating system in it
that it knows.
""",
        example='compatible_with(targets = ["linux-x86_64"])\n',
        fixed='compatible_with(targets = ["x86_64-unknown-linux-gnu"])\n',
        options=("--target", "x86_64-unknown-linux-gnu"),
        fixed_options=("--target", "x86_64-unknown-linux-gnu"),
        evidence="https://doc.rust-lang.org/rustc/platform-support.html",
    ),
    Entry(
        code="unknown-python",
        title="The CPython version is not known",
        explanation="""\
`--python` takes a version of two numbers that configlang knows, from 3.8 to
3.14: `--python 3.11` and not `3.11.7`. Releases of one minor version take the
same config.
""",
        example="interpreter(isolated = True)\n",
        options=("--python", "3.7"),
        fixed="interpreter(isolated = True)\n",
        fixed_options=("--python", "3.8"),
    ),
    Entry(
        code="incompatible",
        title="The config is not meant for what it is evaluated for",
        explanation="""\
The config says with `compatible_with` which CPython versions or targets it is
meant for, and `--python` or `--target` ask for another one; without `--target`
that is the machine's own. Evaluate it for one that it is meant for, or extend
the promise.
""",
        example='compatible_with(python = ">=3.10,<3.12")\n',
        options=("--python", "3.12"),
        fixed='compatible_with(python = ">=3.10,<3.12")\n',
        fixed_options=("--python", "3.11"),
    ),
    Entry(
        code="variable-not-set",
        title="A variable without default is not set",
        explanation="""\
The config takes a value from outside with `variable`, gives no default for it,
and nobody set it. Set it with `-D NAME=VALUE`, or let the config have a
default.
""",
        example='interpreter(home = variable("prefix"))\n',
        fixed='interpreter(home = variable("prefix", default = "/usr"))\n',
    ),
    Entry(
        code="bad-variable",
        title="A variable is set to something that it can't be",
        explanation="""\
The text behind `-D NAME=` does not fit the type of the variable, which is that
of its default, or is not among its `values`. A bool is written `true` or
`false`, an int in decimal digits.
""",
        example='interpreter(utf8_mode = variable("utf8", default = True))\n',
        options=("-D", "utf8=maybe"),
        fixed='interpreter(utf8_mode = variable("utf8", default = True))\n',
        fixed_options=("-D", "utf8=false"),
    ),
    Entry(
        code="unknown-variable",
        title="The command line sets a variable that the config does not have",
        explanation="""\
No call of `variable` with this name was made while the config ran. It is
misspelt, or stands in a branch that was not taken this time. A setting without
any effect is never meant, so that it is an error.
""",
        example='interpreter(quiet = variable("quiet", default = True))\n',
        options=("-D", "quite=true"),
        fixed='interpreter(quiet = variable("quiet", default = True))\n',
        fixed_options=("-D", "quiet=true"),
    ),
    Entry(
        code="bad-packed-path",
        title="OxidizedFinder could not find a library of this path",
        explanation="""\
A packed-resources file says where each shared library lies, as a path relative
to the folder of the executable. pyembed joins the two: an absolute path would
take the folder's place, and `$ORIGIN` is expanded nowhere in such a file.
configlang leaves out an `$ORIGIN/` that the path starts with, since it says the
same. A name takes up to 65,535 bytes there.
""",
        example="""\
oxidized_importer()
dynamic_extension("fast", path = "/usr/lib/app/fast.so", loader = "oxidized")
""",
        fixed="""\
oxidized_importer()
dynamic_extension("fast", path = "lib/fast.so", loader = "oxidized")
""",
    ),
    Entry(
        code="no-oxidized-importer",
        title="OxidizedFinder is to load a module, and is off",
        explanation="""\
`loader = "oxidized"` has configlang write a packed-resources file, which
OxidizedFinder alone reads. It is on where the config calls `oxidized_importer`,
whose argument `extensions` also says whether that file is compiled in or mapped
from a path at run time.
""",
        example='dynamic_extension("fast", path = "lib/fast.so", loader = "oxidized")\n',
        fixed="""\
dynamic_extension("fast", path = "lib/fast.so", loader = "oxidized")
oxidized_importer()
""",
    ),
)
