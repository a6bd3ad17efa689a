"""Standard input, which may be looked at before somebody wants it."""

from __future__ import annotations

import sys

from configlang.surroundings import SurroundingsError

_CHUNK = 1 << 20


class _Ahead:
    """
    What has been read of a stream that nobody has asked for yet.

    Attributes:
        data: These bytes.
        is_ended: Whether nothing comes behind them: a terminal would have to be told of its end a second time.
    """

    def __init__(self, stream: object) -> None:
        """Begin with nothing."""
        self.stream = stream
        self.data = b""
        self.is_ended = False


_ahead = _Ahead(None)


def read(size: int) -> bytes:
    """
    Return so many bytes of standard input, or all that there are.

    Raises:
        SurroundingsError: When it is closed.
    """
    ahead = _of_now()
    first, ahead.data = ahead.data[:size], ahead.data[size:]
    return first + _read(ahead, size - len(first))


def is_that(data: bytes) -> bool:
    """
    Tell whether standard input is some bytes; what is read to know that, ``read`` returns all the same.

    Raises:
        SurroundingsError: When it is closed.
    """
    ahead = _of_now()
    # One more byte shows that it goes on.
    ahead.data += _read(ahead, len(data) + 1 - len(ahead.data))
    return ahead.data == data


def _of_now() -> _Ahead:
    global _ahead  # noqa: PLW0603 - a program may replace its streams
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise SurroundingsError("standard input is closed")
    if _ahead.stream is not stream:
        _ahead = _Ahead(stream)
    return _ahead


def _read(ahead: _Ahead, size: int) -> bytes:
    chunks = []
    try:
        # Piece by piece: room is taken for what there is, and not for what there might be.
        while size > 0 and not ahead.is_ended:
            chunk = ahead.stream.read(min(size, _CHUNK))  # type: ignore[attr-defined]
            ahead.is_ended = not chunk
            chunks.append(chunk)
            size -= len(chunk)
    except OSError as error:
        raise SurroundingsError(f"can't read standard input: {error.strerror or error}") from error
    return b"".join(chunks)
