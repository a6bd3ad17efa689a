"""The table of outputs."""

from __future__ import annotations

import pytest

from configlang.cpython.versions import PYTHON_VERSIONS, Version, to_python
from configlang.outputs.emit import back_end_of
from configlang.outputs.table import BY_NAME, FORMATS, OUTPUTS, find_output


def test_every_output_has_a_back_end() -> None:
    """What ``--format`` offers can be made, each under a name of its own."""
    assert list(FORMATS) == [output.name for output in OUTPUTS]
    assert all(back_end_of(output) for output in OUTPUTS)


def test_other_names_are_refused() -> None:
    """A name that is no output's is an error that lists those that are."""
    with pytest.raises(ValueError, match=r"cobol.*json, rust"):
        find_output("cobol")


@pytest.mark.parametrize(
    ("output", "first", "last"),
    [("rust", "3.8", "3.11"), ("yaml", "3.8", "3.10"), ("c-initconfig", "3.14", None)],
)
def test_outputs_serve_their_versions(output: str, first: str, last: str | None) -> None:
    """Some outputs serve a run of the known versions, to the newest where none is known that they don't serve."""
    served = BY_NAME[output].versions

    assert (Version(first), to_python(last) or PYTHON_VERSIONS[-1]) == (served[0], served[-1])


@pytest.mark.parametrize("output", ["json", "c", "rust-ffi"])
def test_outputs_without_a_limit_serve_all(output: str) -> None:
    """An output for which no version is known that it does not serve is for every one."""
    assert BY_NAME[output].versions == PYTHON_VERSIONS
