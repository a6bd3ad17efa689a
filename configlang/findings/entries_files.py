"""Entries of the catalogue about reading files and loading them."""

from __future__ import annotations

from configlang.findings.entry import Entry

FILE_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="file-not-found",
        title="A file does not exist",
        explanation="""\
The config file, or a file that a `load` names, is not there. A label names a
file in one of three ways: `//dir:file.bzl` starts at the root, `:file.bzl` is
beside the file that holds the load, and `@stdlib//:file.bzl` comes with
configlang.

The root is `--root` where that is given, else the nearest folder upwards that
holds `configlang.toml`, else the folder of the config file. The message names
the path that was tried.
""",
        example='load(":hardenin.bzl", "hardened")\n\nhardened()\n',
        fixed='load(":hardening.bzl", "hardened")\n\nhardened()\n',
        files={"hardening.bzl": "def hardened():\n    interpreter(isolated = True)\n"},
    ),
    Entry(
        code="file-unreadable",
        title="A file can't be read",
        explanation="""\
The name stands for something that is no ordinary file (a folder, a pipe, a
device), or the system refuses to read it. The message gives the reason. A
config is read from an ordinary file, or from standard input where `-` is given
for it.
""",
        example="configlang check .\n",
        is_command=True,
    ),
    Entry(
        code="file-too-large",
        title="A file is larger than one config file may be",
        explanation="""\
A config is written by people or by a small generator, and one file of it may
have at most 16 MiB. What is larger is almost always a wrong file name. Data of
that size belongs into a file that the program reads itself. For the file that
`configlang resources` lists, the limit is 1024 MiB.
""",
        example="head -c 17000000 /dev/zero | tr '\\0' '#' | configlang check -\n",
        is_command=True,
    ),
    Entry(
        code="not-utf8",
        title="A file is not UTF-8",
        explanation="""\
Config files are UTF-8, so that they mean the same on every machine. The place
is the first byte that is none. Save the file as UTF-8 in your editor, or
convert it: `iconv -f latin1 -t utf-8`. A byte order mark at the start is
accepted.
""",
        example="printf 'interpreter(run_command = \"\\351t\\351\")\\n' | configlang check -\n",
        is_command=True,
    ),
    Entry(
        code="bad-project-file",
        title="configlang.toml can't be used",
        explanation="""\
The project file at the root is not TOML, or has a value that makes no sense: a
limit that does not exist, or one that is no number above 0. The place is in
that file. It may be empty; then it only marks the root.
""",
        example="interpreter(isolated = True)\n",
        fixed="interpreter(isolated = True)\n",
        files={"configlang.toml": '[limits]\ntimeout = "long"\n'},
        fixed_files={"configlang.toml": "[limits]\ntimeout = 60\n"},
    ),
    Entry(
        code="load-bad-label",
        title="The text in a load is no label",
        explanation="""\
A `load` names its file by a label, never by a plain path: `//dir:file.bzl`
from the root, `:file.bzl` beside the file that holds the load,
`@stdlib//:file.bzl` for what comes with configlang. The part behind the colon
ends in `.bzl`. There are no other repositories than `@stdlib`.
""",
        example='load("hardening.bzl", "hardened")\n\nhardened()\n',
        fixed='load(":hardening.bzl", "hardened")\n\nhardened()\n',
        files={"hardening.bzl": "def hardened():\n    interpreter(isolated = True)\n"},
    ),
    Entry(
        code="load-outside-root",
        title="A load leaves the root",
        explanation="""\
A config and all that it loads lie below one folder, the root, so that a config
can be reviewed, copied and built as a whole. A label may not contain `..`, and
the file that it names may not be reached through a symbolic link that leads
out of the root.

Move the file below the root, or choose a higher root with `--root` or a
`configlang.toml`. Where a build system hands its steps trees that are made of
links, `--follow-symlinks` allows those.
""",
        example='load("//..:shared.bzl", "hardened")\n\nhardened()\n',
        fixed='load("//shared:hardening.bzl", "hardened")\n\nhardened()\n',
        files={"shared/hardening.bzl": "def hardened():\n    interpreter(isolated = True)\n"},
    ),
    Entry(
        code="load-cycle",
        title="Files load each other in a circle",
        explanation="""\
A loaded file is complete before the file that loads it goes on, so no file can
wait for itself. The message shows the whole circle, with the file that closes
it marked at both ends.

Move what the files need from each other into one file that loads none of them.
""",
        example='load(":a.bzl", "NAME")\n\nstatic_extension(NAME)\n',
        fixed='load(":names.bzl", "NAME")\n\nstatic_extension(NAME)\n',
        files={
            "a.bzl": 'load(":b.bzl", "SUFFIX")\n\nNAME = "fast" + SUFFIX\nBASE = "fast"\n',
            "b.bzl": 'load(":a.bzl", "BASE")\n\nSUFFIX = "_" + BASE\n',
        },
        fixed_files={"names.bzl": 'BASE = "fast"\nNAME = BASE + "_" + BASE\n'},
    ),
    Entry(
        code="load-unknown-name",
        title="A load asks for a name that the file does not define",
        explanation="""\
Every name behind the label in a `load` must be defined at the top level of
that file. The hint gives the nearest name that the file does define. A name
that the file has itself loaded from elsewhere does not count.
""",
        example="""\
load("@stdlib//:paths.bzl", "stdlib_path")

filesystem_importer(paths = stdlib_path("/usr", python = "3.11"))
""",
        fixed="""\
load("@stdlib//:paths.bzl", "stdlib_paths")

filesystem_importer(paths = stdlib_paths("/usr", python = "3.11"))
""",
    ),
    Entry(
        code="load-private-name",
        title="A load asks for a private name",
        explanation="""\
A name that starts with an underscore belongs to its file and can't be loaded.
Rename it there if others are meant to use it, or load the public function that
uses it.
""",
        example='load(":hardening.bzl", "_flags")\n\ninterpreter(**_flags)\n',
        fixed='load(":hardening.bzl", "flags")\n\ninterpreter(**flags)\n',
        files={"hardening.bzl": '_flags = {"isolated": True}\n'},
        fixed_files={"hardening.bzl": 'flags = {"isolated": True}\n'},
    ),
    Entry(
        code="declared-in-load",
        title="A loaded file declares something by itself",
        explanation="""\
Rules such as `interpreter` and `static_extension` declare a part of the
config. Only the config file may make that happen. If a loaded file declared at
its top level, then a mere `load` would change the config, and nothing at the
load would show it.

Put the call into a function of the loaded file, and call the function from the
config.
""",
        example='load(":hardening.bzl", "LEVEL")\n\nstatic_extension("fast" + LEVEL)\n',
        fixed='load(":hardening.bzl", "LEVEL", "hardened")\n\nhardened()\nstatic_extension("fast" + LEVEL)\n',
        files={"hardening.bzl": 'LEVEL = "2"\n\ninterpreter(isolated = True)\n'},
        fixed_files={"hardening.bzl": 'LEVEL = "2"\n\ndef hardened():\n    interpreter(isolated = True)\n'},
    ),
)
