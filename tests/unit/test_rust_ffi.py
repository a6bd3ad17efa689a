"""The module over pyo3::ffi: no text of a config is taken for anything but that text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from configlang.cpython.targets import Target
from configlang.outputs.backend import EmitOptions
from configlang.outputs.host.rust import part
from configlang.outputs.host.rust.module import emit
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config, FilesystemImporter, StaticExtension
from configlang.schema.interpreter import InterpreterConfig

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
PARTS = sorted(Path(part.__file__).parent.rglob("*.rs"))
PLACEHOLDERS = sorted({name for path in PARTS for name in re.findall("CL_[A-Z0-9]+", path.read_text(encoding="utf-8"))})


def emitted(text: str, name: str, init: str) -> str:
    """Return the module of a config that has a text wherever one may stand, and a linked-in module."""
    config = Config(
        target=LINUX,
        interpreter=InterpreterConfig(
            argv=(text,),
            exe=text,
            home=text,
            origin=text,
            pycache_prefix=text,
            run_command=text,
            tcl_library=text,
            terminfo_resolution=f"static:{text}",
            warn_options=(text,),
        ),
        filesystem_importer=FilesystemImporter(paths=(text,), mode="append"),
        static_extensions=(StaticExtension(name=name, init=init),),
    )
    return emit(config, EmitOptions(BY_NAME["rust-ffi"], source=text, command=text))


def plain(text: str) -> str:
    """Return a text of the same shape that looks like nothing."""
    return "".join("y" if char.isalnum() or char == "_" else char for char in text)


def shape(text: str) -> list[int]:
    """Return the lengths of the lines: with another text of one length they stay, with another helper they don't."""
    return [len(line) for line in text.split("\n")]


@pytest.mark.parametrize(
    "text", ["origin(host)", "decode(", "raised()", "DROP_PATH_FINDER DOTTED_FINDER", "execute(", 'set_sys("']
)
def test_text_that_looks_like_a_call_brings_no_helper(text: str) -> None:
    """A text in which helpers are called leaves the module as it is: one that nothing calls would be a warning."""
    assert shape(emitted(plain(text), "name", "init")) == shape(emitted(text, "name", "init"))


@pytest.mark.parametrize("init", ["set_sys::raised", "::raised::DOTTED_FINDER", "DOTTED_FINDER::raised", "raised"])
def test_init_function_that_is_named_like_a_helper_brings_none(init: str) -> None:
    """An init function may be named, or lie in a crate that is named, as a helper is."""
    assert shape(emitted("text", "name", plain(init))) == shape(emitted("text", "name", init))


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_nothing_of_a_config_is_taken_for_a_placeholder(placeholder: str) -> None:
    """Texts, names of files, modules and init functions that look like a placeholder come out as they are."""
    other = placeholder.replace("CL_", "YL_")
    texts = [f"{placeholder} #[{placeholder}]\n    {placeholder};\n", f"$ORIGIN/{placeholder}", placeholder]
    inits = [placeholder, f"crate::{placeholder}::init", f"{placeholder}::{placeholder}"]

    for text, init in zip(texts, inits, strict=True):
        like = emitted(text, f"{placeholder}.{placeholder}", init)
        unlike = emitted(text.replace(placeholder, other), f"{other}.{other}", init.replace(placeholder, other))

        assert unlike.replace("YL_", "CL_") == like
