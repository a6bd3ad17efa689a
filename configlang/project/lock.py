"""
What ``generate`` owns: the list of the files that it has written, ``configlang.lock``.

It is committed with them, so that a fresh clone knows what may be replaced and removed. It has no time, no version and
no absolute path; it is sorted, and an entry has a line of its own for each fact, so that two branches merge.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping

from configlang.findings.finding import Finding, Span
from configlang.light import records
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.project.source import Source
from configlang.project.wrong import cut, show

if TYPE_CHECKING:
    from configlang.project.document import Document, Path

LOCK = "configlang.lock"

_HEAD = """\
# The files that `configlang generate` has written, and owns. Commit this file with them; do not edit it.
version = 1
"""
_KEYS = ("path", "config", "hash")


class Owned(NamedTuple):
    """
    A file that ``generate`` has written.

    Attributes:
        path: The file, from the root, with ``/`` between names.
        config: The config that it was made of, in the same way.
        hash: A digest of what it means, as ``digest_of`` gives it.
    """

    path: str
    config: str
    hash: str


def digest_of(meaning: bytes) -> str:
    """Return a digest that nobody can make another text with."""
    from hashlib import sha256

    return f"sha256:{sha256(meaning).hexdigest()}"


def lock_text(owned: Iterable[Owned]) -> str:
    """Return the list as text."""
    entries = (
        "\n[[file]]\n" + "".join(f"{key} = {_quoted(value)}\n" for key, value in zip(_KEYS, each, strict=True))
        for each in sorted(owned)
    )
    return _HEAD + "".join(entries)


def _quoted(text: str) -> str:
    """Return a text as TOML has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in escaped) + '"'


def read_lock(root: str, data: bytes | None) -> tuple[dict[str, Owned], list[Finding]]:
    """
    Return the files that are owned, by path, and what is wrong with the list, with code ``bad-lock``.

    Args:
        root: The folder of the project.
        data: What the file holds; None where there is none.
    """
    if data is None:
        return {}, []
    from configlang.project.document import read_document

    name = os.path.normpath(os.path.join(root, LOCK))
    try:
        document = read_document(Source(name, name, data.decode("utf-8").replace("\r\n", "\n")))
    except UnicodeDecodeError:
        document = Finding(code="bad-lock", message="not UTF-8", span=Span.from_line(name, 0))
    if isinstance(document, Finding):
        return {}, [records.evolve(document, code="bad-lock", hint=_CURE)]
    version, files = document.values.get("version"), document.values.get("file", [])
    if version != 1 or isinstance(version, bool):
        message = f"`version` is {show(version)}; this configlang reads 1"
        return {}, [_bad(document, ("version",), message)]
    if not isinstance(files, list):
        return {}, [_bad(document, ("file",), "`file` must be a list of tables: [[file]]")]
    owned: dict[str, Owned] = {}
    findings: list[Finding] = []
    for index, table in enumerate(files):
        if wrong := _wrong(table):
            findings.append(_bad(document, ("file", index, *wrong[:-1]), wrong[-1]))
            continue
        each = Owned(*(table[key] for key in _KEYS))
        if each.path in owned:
            findings.append(_bad(document, ("file", index, "path"), f"`{cut(each.path)}` stands here twice"))
        owned[each.path] = each
    return owned, findings


def _wrong(table: object) -> tuple[str, ...] | None:
    """Return what is wrong with an entry: the key, where it is one's fault, and a message; None where nothing is."""
    if not isinstance(table, Mapping) or set(table) != set(_KEYS):
        return ("an entry has the keys `path`, `config` and `hash`",)
    for key in _KEYS:
        if not isinstance(table[key], str):
            return key, f"`{key}` is {show(table[key])}; wanted is a text"
    path = table["path"]
    # Whoever may write here must not have anything removed elsewhere.
    if not is_below(path):
        return "path", f"`path`: `{cut(path)}` is no path below this folder"
    return None


def is_below(path: str) -> bool:
    """Tell whether a path is a plain one below the root, and no file of git's or of the project itself."""
    parts = path.split("/")
    is_plain = posixpath.normpath(path) == path and not posixpath.isabs(path) and parts[0] not in {"..", "."}
    return is_plain and not set("\\:\0") & set(path) and ".git" not in (part.lower() for part in parts) and path != LOCK


_CURE = f"take `{LOCK}` from the last commit, or remove it and run `configlang generate --force`"


def _bad(document: Document, path: Path, message: str) -> Finding:
    return Finding(code="bad-lock", message=message, span=document.span(*path), hint=_CURE)
