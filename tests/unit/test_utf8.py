"""What is UTF-8 and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.utf8 import is_utf8


class Liar(str):
    """A text whose own methods say anything."""

    __slots__ = ()

    def encode(self, _encoding: str = "", _errors: str = "") -> bytes:
        """Make nothing of it."""
        return b""

    def isascii(self) -> bool:
        """Say yes."""
        return True


@given(st.text())
def test_texts_are_utf8(text: str) -> None:
    """Whatever holds no surrogate is, and with one it is not, also where a class of people's says otherwise."""
    assert is_utf8(text)
    assert not is_utf8(f"{text}\udcff")
    assert not is_utf8(Liar(f"\ud800{text}"))


@pytest.mark.parametrize("name", [b"app.bzl", "schön.bzl".encode(), "\U0001f40d".encode()])
def test_names_of_files_are_as_their_bytes(name: bytes) -> None:
    """A name is UTF-8 where its bytes are, as the system hands it over."""
    assert is_utf8(name.decode("utf-8", "surrogateescape"))
    assert not is_utf8((name + b"\xff").decode("utf-8", "surrogateescape"))
