"""Entries of the catalogue about packed-resources files."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_SOURCE = "https://github.com/indygreg/PyOxidizer/blob/main/python-packed-resources/src/parser.rs"

RESOURCE_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="bad-resources",
        title="A packed-resources file is damaged, or none at all",
        explanation="""\
`configlang resources` can't list the file, and no program could start with it.
The message gives the byte where that shows: often the file was cut off, was
changed as if it were text, or is of another version than 3, which pyembed has
read since its version 0.9. The file has no checksum, so a change in what it
holds goes unnoticed.

pyembed refuses such a file, or panics at start-up. A name that is not UTF-8 it
takes as it is, with consequences that nobody has defined. Write the file anew:
with `configlang eval`, or with PyOxidizer.
""",
        example="printf 'pyembed\\003' > app.packed-resources\nconfiglang resources app.packed-resources\n",
        evidence=_SOURCE,
        is_command=True,
    ),
    Entry(
        code="odd-resources",
        severity=Severity.WARNING,
        title="A packed-resources file is not as a program would write it",
        explanation="""\
pyembed does not compare the numbers in such a file with each other: it reads
the file, and maybe not what was meant. The list shows what pyembed sees. A
length that disagrees with what it measures means that the file has been
changed; names may then be cut or shifted. Write it anew.

Bytes at the end that belong to nothing do no harm. Some tools append a
signature to files.
""",
        example=(
            "printf 'pyembed\\003\\0\\001\\0\\0\\0\\0\\0\\0\\0\\001\\0\\0\\0\\0\\0more' > app.packed-resources\n"
            "configlang resources app.packed-resources\n"
        ),
        evidence=_SOURCE,
        is_command=True,
    ),
)
