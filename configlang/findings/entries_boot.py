"""Entries of the catalogue about ``configlang boot``: what came up is not what the config says, or nothing did."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_CONFIG = "https://docs.python.org/3/c-api/init_config.html"

_PRETEND = """\
mkdir -p bare/bin
cat > bare/bin/python3 <<'END'
#!/bin/sh
python3 "$@" | sed '{}'
END
chmod +x bare/bin/python3
echo 'interpreter()' | configlang boot - --python bare
"""
"""An interpreter that says its files are where they are not, as one does whose package for developers is missing."""

BOOT_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="boot-differs",
        severity=Severity.WARNING,
        title="CPython came up with another value than the config says",
        explanation="""\
`configlang boot` started the config and asked CPython what it made of it. This
value is another one there: CPython overwrites the field, another field goes
before it, or the machine lacks what it needs. For a list it means that an
element is missing, or out of order.

Other versions may differ; `--all` starts every CPython that is found. Leave
the field out, or change what goes before it: for `warn_default_encoding`, that
is the option `-X warn_default_encoding` or its variable of the environment.
""",
        example="echo 'interpreter(warn_default_encoding = True)' | configlang boot -\n",
        evidence=_CONFIG,
        is_command=True,
    ),
    Entry(
        code="boot-import",
        title="A declared module can't be imported",
        explanation="""\
The interpreter started, and the import of a declared extension module raised
the exception that the message ends with. For a module in a package, the
package must be found first: is its folder among the paths? A shared library
must be at its `path`, in the folder that `--origin` names.

The init function of a linked-in module is in the host's own code. Give the
file with `--with`; without it an empty module stands in.
""",
        example="echo 'static_extension(\"no_such_package.fast\")' | configlang boot -\n",
        is_command=True,
    ),
    Entry(
        code="boot-failed",
        title="CPython did not start",
        explanation="""\
The program was built, and CPython refused to start; the message ends with what
CPython said. By far the most frequent reason is a standard library that was
not found: `module_search_paths` and `home` in the config say where it is, and
`filesystem_importer(paths = [...])` in the mode `"replace"` must name it.

If the config says neither, `boot` tries once more with the CPython's own
prefix as home, and reports that the host must pass it.
""",
        example="echo 'filesystem_importer(paths = [\"/nowhere\"])' | configlang boot -\n",
        evidence=_CONFIG,
        is_command=True,
    ),
    Entry(
        code="boot-crashed",
        title="The booted program died",
        explanation="""\
The program ended while CPython started, while it imported a module, or at the
end, by a signal or by a call of `exit`. The message says when, with the last
lines that it wrote. Code that ends a process so is most often that of a module
which was being imported.

Build the program with `configlang eval --format c` and look at it in a
debugger.
""",
        example="""\
echo '#include <stdlib.h>
void *PyInit_fast(void) { abort(); }' > fast.c
echo 'static_extension("fast")' | configlang boot - --with fast.c
""",
        is_command=True,
    ),
    Entry(
        code="boot-timeout",
        title="A step of the boot took too long",
        explanation="""\
The compiler, the start or the program did not end within the time that each
step may take: 60 seconds, or what `--timeout` says. It was ended, with all
that it had started. A program that waits for something, such as a server under
`--run`, needs a `--timeout` that is long enough.
""",
        example="echo 'interpreter()' | CC=\"sh -c 'sleep 60'\" configlang boot - --timeout 1\n",
        is_command=True,
    ),
    Entry(
        code="compile-failed",
        title="The program to boot can't be built",
        explanation="""\
The C compiler refused the generated C, or a file given with `--with`, or could
not link them; the message ends with its last lines. An undefined reference is
a function that a file of `--with` needs: give the file that has it too. A
header that is not found needs an option, which goes into `CC`, as in
`CC="cc -Iinclude"`.

If the generated C itself is refused, that is a bug of configlang.
""",
        example="""\
echo '#error not this one' > fast.c
echo 'static_extension("fast")' | configlang boot - --with fast.c
""",
        is_command=True,
    ),
    Entry(
        code="no-compiler",
        title="There is no C compiler to boot with",
        explanation="""\
`configlang boot` builds a program, with `cc` or with what the variable `CC`
names, and neither is on `PATH`. Install one (`gcc`, `clang`), or set `CC`. The
variable may hold options too, as in `CC="clang -m64"`.
""",
        example="echo 'interpreter()' | CC=no-such-cc configlang boot -\n",
        is_command=True,
    ),
    Entry(
        code="no-headers",
        title="The CPython has no headers",
        explanation="""\
A program that embeds CPython is built with its headers, and there is no
`Python.h` where this CPython says they are. Linux distributions have them in a
package of their own: `python3-dev` or `python3-devel`. With `--all` such a
CPython is left out, and this is an error only where no other is found.
""",
        example=_PRETEND.format('s,"prefix": ",&/nowhere,; s,include/,nowhere/,g'),
        is_command=True,
    ),
    Entry(
        code="no-libpython",
        title="The CPython has no libpython",
        explanation="""\
A program that embeds CPython is linked with its library, and this CPython was
installed with an interpreter only: neither `libpython3.X.so` nor a static
`libpython3.X.a` is there. Build it with `--enable-shared` (for pyenv:
`PYTHON_CONFIGURE_OPTS=--enable-shared`), or boot another. With `--all` such a
CPython is left out, and this is an error only where no other is found.
""",
        example=_PRETEND.format("s,libpython,nowhere,g"),
        is_command=True,
    ),
    Entry(
        code="unknown-cpython",
        title="There is no such CPython to boot",
        explanation="""\
`--python` takes a version (`3.12`, `3.12.1`), an interpreter, or a prefix that
has one in `bin`. Versions are looked for among those of pyenv and uv, in the
folders of `PATH`, and in `/usr/bin` and `/usr/local/bin`. What was found is no
CPython, or one of a version that configlang does not know.
""",
        example="echo 'interpreter()' | configlang boot - --python /nowhere\n",
        is_command=True,
    ),
)
