"""The packed-resources file that an output writes for OxidizedFinder, and how the output refers to it."""

from __future__ import annotations

from configlang.outputs.backend import Contents, EmitOptions
from configlang.outputs.table import PACKED_SUFFIX
from configlang.schema.config import Config
from configlang.schema.names import path_below_origin


def companions(config: Config, options: EmitOptions) -> dict[str, Contents]:
    """Return the packed-resources file by its suffix, nothing where no extension module is for OxidizedFinder."""
    del options
    return {PACKED_SUFFIX: contents(config)} if config.packed_extensions else {}


def contents(config: Config) -> bytes:
    """Return the packed-resources file of a config: where each extension module lies, as the target writes paths."""
    from configlang.resources.write import ExtensionEntry, write_extensions

    entries = [
        ExtensionEntry(name=extension.name, path=path_below_origin(extension.path), is_package=extension.is_package)
        for extension in config.packed_extensions
    ]
    return write_extensions(entries, is_windows=config.target.is_windows)


def file_name(options: EmitOptions) -> str | None:
    """Return the name of the file, which stands beside the output; None where the output is no file."""
    return None if options.name is None else options.name + PACKED_SUFFIX


def is_embedded(config: Config) -> bool:
    """Tell whether the config has such a file, and wants it in the binary."""
    oxidized = config.oxidized_importer
    return bool(config.packed_extensions) and oxidized is not None and oxidized.extensions is None


def mapped_paths(config: Config) -> tuple[str, ...]:
    """Return the packed-resources files that are mapped at run time, in order; the written one comes last."""
    oxidized = config.oxidized_importer
    if oxidized is None:
        return ()
    is_written = config.packed_extensions and oxidized.extensions is not None
    return (*oxidized.memory_mapped, *((oxidized.extensions,) if is_written else ()))
