"""Entries of the catalogue about what the host does with a config: checks, and what an output can't express."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_PYEMBED = "https://docs.rs/pyembed/0.24.0"
_CONFIG = "https://docs.python.org/3/c-api/init_config.html"

OUTPUT_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="allocator-conflict",
        title="Two allocator settings exclude each other",
        explanation="""\
`allocator_pymalloc_arena` serves the large blocks that pymalloc cuts up, and
`allocator_mem` and `allocator_obj` replace pymalloc itself in their domains.
pyembed ends the start with an error when it is asked for both. It does so with
a backend other than `default` only.

Keep one of the two.
""",
        example="""\
interpreter(
    allocator_backend = "rust",
    allocator_mem = True,
    allocator_pymalloc_arena = True,
)
""",
        fixed="""\
interpreter(
    allocator_backend = "rust",
    allocator_pymalloc_arena = True,
)
""",
        evidence=_PYEMBED,
    ),
    Entry(
        code="unavailable-field",
        title="The CPython that the config is meant for has no such field",
        explanation="""\
CPython's two structs grow with its versions, and some members exist on one
platform only. The field, or this value of it, is unknown to the versions of
`compatible_with` or `--python`, or to the targets of `compatible_with` or
`--target`.

It is an error where none of them has it. Where some have it, it is a warning:
the generated code sets the field where it exists, and leaves it out elsewhere.
Without any versions named, nothing is reported; the generated C and Rust then
refuse to compile for a CPython that lacks the field.
""",
        example="""\
compatible_with(python = ">=3.8,<3.11")
interpreter(safe_path = True)
""",
        fixed="""\
compatible_with(python = ">=3.11")
interpreter(safe_path = True)
""",
        evidence=_CONFIG,
    ),
    Entry(
        code="profile-cut-short",
        title="PyInitConfig can't leave decisions to CPython",
        severity=Severity.WARNING,
        explanation="""\
In the profile `python`, CPython decides some settings by environment, options
and locale. `PyInitConfig`, which the output `c-initconfig` writes to, starts
from the values of the profile `isolated` and takes no -1 for them: what is
left unset stays off, or at its own default, and `PYTHONUTF8`,
`PYTHONHASHSEED`, `PYTHONDEVMODE` and their like do nothing. The message lists
the fields with what they stay at.

Set each of them, or use the output `c`, which can leave them open.
""",
        example="interpreter(utf8_mode = True)\n",
        options=("--format", "c-initconfig"),
        fixed='interpreter(profile = "isolated", utf8_mode = True)\n',
        fixed_options=("--format", "c-initconfig"),
        evidence="https://peps.python.org/pep-0741/",
    ),
    Entry(
        code="origin-not-expanded",
        title="$ORIGIN would be taken for the name of a folder",
        explanation="""\
`$ORIGIN` stands for the folder of the executable in three places only: the
paths of `filesystem_importer`, the `memory_mapped` files of
`oxidized_importer`, and `tcl_library`. pyembed expands it nowhere else, and a
file that is compiled in with `embedded` is read when there is no executable
yet.

Leave the field unset where its default does (`home` is the folder of the
executable anyway while `set_missing_path_configuration` is on), or set it in
the host's own code after `default_python_config()`.
""",
        example='interpreter(home = "$ORIGIN/python")\n',
        options=("--format", "rust"),
        fixed='interpreter(home = "/opt/app/python")\n',
        fixed_options=("--format", "rust"),
        evidence=_PYEMBED,
    ),
    Entry(
        code="not-expressible",
        title="The chosen output can't say this",
        explanation="""\
The config is fine, but the output has no form for this value, and leaving it
out silently would give the host a different config. `mode = "prepend"` and
`"append"` of `filesystem_importer` are such a case: pyembed sets the whole of
`sys.path` or nothing.

Choose another output, or write the config as the hint says.
""",
        example='filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")\n',
        options=("--format", "rust"),
        fixed="""\
load("@stdlib//:paths.bzl", "stdlib_paths")

filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = "3.11"))
""",
        fixed_options=("--format", "rust"),
        evidence=_PYEMBED,
    ),
    Entry(
        code="overwritten",
        title="A released PyOxy sets this itself",
        severity=Severity.WARNING,
        explanation="""\
The builds that PyOxy releases hold the standard library. When they start from
a document they make their own folder `home`, `prefix` and `exec_prefix`,
whatever the document says, and `sys.path` is empty unless the document lists
it, so that `python_path_env` does nothing.

A PyOxy of your own, linked to an installed Python, takes the values, and needs
`home` to find that Python. Where the document is for such a one, silence this
with `# configlang: disable=overwritten`; else leave the field unset.
""",
        example='interpreter(home = "/opt/python3.10")\n',
        options=("--format", "yaml"),
        fixed="interpreter()\n",
        fixed_options=("--format", "yaml"),
        evidence="https://github.com/indygreg/PyOxidizer/blob/pyoxy/0.2.0/pyoxy/src/interpreter.rs",
    ),
    Entry(
        code="python-unsupported",
        title="The output can't start this CPython version",
        explanation="""\
pyembed reads and writes CPython's `PyConfig` in the layout of 3.8 to 3.11.
With 3.12 and later it compiles without a word, and then works on the wrong
bytes: random errors at the start, ignored fields, crashes.

It is an error where nothing else is left of `--python` or `compatible_with`,
and a warning where the config is meant for later versions too. State the
limit: `compatible_with(python = ">=3.8,<3.12")`.
""",
        example='compatible_with(python = ">=3.12")\n',
        options=("--format", "rust"),
        fixed='compatible_with(python = ">=3.10,<3.12")\ninterpreter(set_missing_path_configuration = False)\n',
        fixed_options=("--format", "rust"),
        evidence="measured with pyembed 0.24 on CPython 3.8 to 3.13",
    ),
)
