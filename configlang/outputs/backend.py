"""What an output is: the record that every back end fills in, and the table of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from configlang.findings.finding import Severity
from configlang.outputs import FORMATS
from configlang.schema.config import Config

Contents = str | bytes
"""What a file holds: text, which is UTF-8 there, or bytes."""


@attrs.frozen(kw_only=True)
class Refusal:
    """
    Something in a config that an output can't express, or not as it stands.

    Attributes:
        path: The value, as in the origins (``interpreter.home``); None for the config as a whole.
        code: The code of the finding that this becomes.
        message: What can't be said, and why.
        hint: What to do instead.
        element: The index of the list element at fault.
        severity: A warning where the output can be used, but not for all that the config says.
    """

    path: str | None
    code: str
    message: str
    hint: str | None = None
    element: int | None = None
    severity: Severity = Severity.ERROR


@attrs.frozen(kw_only=True)
class EmitOptions:
    """
    What an output may depend on beside the config.

    Attributes:
        source: The config file as the header names it, or None.
        command: The command that makes the file again, or None.
        is_full: Whether unset values are written out (json).
        name: The stem of the output file, which names of generated functions start with; None where there is no file.
    """

    source: str | None = None
    command: str | None = None
    is_full: bool = False
    name: str | None = None


@attrs.frozen(kw_only=True)
class Backend:
    """
    One output.

    Attributes:
        name: What ``--format`` calls it.
        refuse: Lists what the config holds that can't be said; nothing is dropped silently.
        emit: Makes the text of a config that was not refused, with a newline at the end.
        companions: Makes the files that stand beside a file of the output: contents by suffix, which takes the place of
            the suffix of its name. Where there is no file, ``emit`` puts everything into its one text.
    """

    name: str
    refuse: Callable[[Config], Iterable[Refusal]]
    emit: Callable[[Config, EmitOptions], str]
    companions: Callable[[Config, EmitOptions], Mapping[str, Contents]] = lambda _config, _options: {}


def find_backend(name: str) -> Backend:
    """
    Return the output of a name; only its own module is imported.

    Raises:
        ValueError: When there is none of that name.
    """
    if name == "json":
        from configlang.outputs.documents import json

        return json.JSON
    if name == "c":
        from configlang.outputs.host.c import pyconfig as c

        return c.C
    if name == "c-initconfig":
        from configlang.outputs.host.c import initconfig as c_initconfig

        return c_initconfig.C_INITCONFIG
    if name in {"rust", "rust-expr"}:
        from configlang.outputs.pyembed import rust

        return rust.RUST if name == "rust" else rust.RUST_EXPR
    if name == "rust-ffi":
        from configlang.outputs.host.rust import module as rust_ffi

        return rust_ffi.RUST_FFI
    if name == "yaml":
        from configlang.outputs.pyembed import yaml

        return yaml.YAML
    raise ValueError(f"there is no output {name!r}; there are {', '.join(FORMATS)}")
