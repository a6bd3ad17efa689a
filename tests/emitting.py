"""Outputs of configs whatever the checker says of them: what it refuses is built and booted in tests, too."""

from __future__ import annotations

import os
from collections.abc import Iterable

from configlang.cpython.versions import PYTHON_VERSIONS, Version, to_versions
from configlang.findings.error import ConfigError
from configlang.outputs import emit as emitting
from configlang.outputs.backend import Contents, EmitOptions
from configlang.outputs.table import NO_FILE, find_output
from configlang.schema.config import Compatibility, Config
from configlang.schema.origins import to_finding


def emit(
    config: Config,
    format: str = "json",  # noqa: A002 - as in the API
    *,
    source: str | None = None,
    command: str | None = None,
    full: bool = False,
) -> str:
    """Return a config as the text of an output, as `configlang.emit` does, in this process and without its checks."""
    return str(_emit(config, format, NO_FILE, source=source, command=command, full=full)[NO_FILE])


def emit_files(
    config: Config,
    format: str,  # noqa: A002 - as in the API
    path: str | os.PathLike[str],
    *,
    source: str | None = None,
    command: str | None = None,
    full: bool = False,
) -> dict[str, Contents]:
    """Return the files of an output, as `configlang.emit_files` does, in this process and without its checks."""
    return _emit(config, format, os.fspath(path), source=source, command=command, full=full)


def _emit(
    config: Config, name: str, path: str, *, source: str | None, command: str | None, full: bool
) -> dict[str, Contents]:
    options = EmitOptions(output=find_output(name), source=source, command=command, is_full=full)
    emitted = emitting.emit(config, options, path)
    if not emitted.files:
        raise ConfigError(to_finding(refusal, {}) for refusal in emitted.refusals)
    return emitted.files


def meant_for(versions: Iterable[str | Version]) -> Compatibility:
    """Return what says that a config is meant for some versions, and no others."""
    meant = to_versions(versions)
    gaps = [version for version in PYTHON_VERSIONS if min(meant) < version < max(meant) and version not in meant]
    return Compatibility(python=",".join([f">={min(meant)}", f"<={max(meant)}", *(f"!={gap}" for gap in gaps)]))
