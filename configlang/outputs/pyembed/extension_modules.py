"""The extension modules that are linked in, as pyembed's literal has them: in it, or in tables beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from configlang.outputs.layout import (
    MOST_WRITTEN_OUT,
    Call,
    Chain,
    Expression,
    Method,
    Struct,
    Text,
    Unsafe,
    Vec,
    array_rows,
    string,
    table_rows,
)
from configlang.schema.config import Config
from configlang.schema.names import is_rust_path

_STEP = "    "


def symbols_of(config: Config) -> dict[str, str]:
    """Return, per C symbol, the name of the function that stands for it: ``init_0`` and so on."""
    symbols: dict[str, str] = {}
    for extension in config.static_extensions:
        if not is_rust_path(extension.init):
            symbols.setdefault(extension.init, f"init_{len(symbols)}")
    return symbols


def extern_block(symbols: Mapping[str, str]) -> Iterator[str]:
    """Declare the functions that stand for C symbols."""
    if symbols:
        yield 'unsafe extern "C" {'
        for symbol, function in symbols.items():
            yield f"{_STEP}#[link_name = {string(symbol)}]"
            yield f"{_STEP}fn {function}() -> *mut std::ffi::c_void;"
        yield "}"


def extension_modules(config: Config, symbols: Mapping[str, str]) -> Expression:
    """Return the value of the field: of many modules, what makes it of the tables."""
    if not config.static_extensions:
        return Text("None")
    if len(config.static_extensions) > MOST_WRITTEN_OUT:
        return Call("Some", _table_modules(config, symbols))
    modules = []
    for extension in config.static_extensions:
        name = Method(Call("std::ffi::CString::new", Text(string(extension.name))), "unwrap")
        init: Expression = Text(extension.init)
        if extension.init in symbols:
            pointer = f"{symbols[extension.init]} as {_INIT_FUNCTION}"
            init = Unsafe(Call("std::mem::transmute", Text(pointer)))
        modules.append(Struct("pyembed::ExtensionModule", [("name", name), ("init_func", init)]))
    return Call("Some", Vec(modules))


def _table_modules(config: Config, symbols: Mapping[str, str]) -> Expression:
    """Return what makes the modules of the tables beside the literal; no type can be named for those by paths."""
    linked = _MODULE.replace("FROM", "&(name, init)").replace("INIT", "unsafe { std::mem::transmute(init) }")
    by_path = _MODULE.replace("FROM", "(&name, &init)").replace("INIT", "init")
    if all(extension.init in symbols for extension in config.static_extensions):
        return Chain(Text("MODULES"), [".iter()", linked, ".collect()"])
    if not symbols:
        return Chain(Text("names"), [".iter()", ".zip(inits)", by_path, ".collect()"])
    rest = "\n".join(("names", *(f"    {line}" for line in (".iter()", ".zip(inits)", *by_path.split("\n")))))
    chained = ".chain(\n    " + rest.replace("\n", "\n    ") + ",\n)"
    return Chain(Text("MODULES"), [".iter()", linked, chained, ".collect()"])


_MODULE = """\
.map(|FROM| pyembed::ExtensionModule {
    name: std::ffi::CString::new(name).unwrap(),
    init_func: INIT,
})"""


def tables(config: Config, symbols: Mapping[str, str]) -> Iterator[str]:
    """Declare the modules beside the literal, where they are too many for it."""
    modules = config.static_extensions
    if len(modules) <= MOST_WRITTEN_OUT:
        return
    by_path = [module for module in modules if module.init not in symbols]
    # Where there are some of both, one table may be so short that it would be laid out in another way.
    skip = ["#[rustfmt::skip]"] if symbols and by_path else []
    if symbols:
        yield from skip
        yield f"static MODULES: &[(&str, {_INIT_FUNCTION})] = &["
        rows = [(string(module.name), symbols[module.init]) for module in modules if module.init in symbols]
        # What stands here is indented where it comes.
        yield from (row.removeprefix(_STEP) for row in table_rows(rows, _STEP * 2))
        yield "];"
    if by_path:
        for name, items in (
            ("names", [string(module.name) for module in by_path]),
            ("inits", [module.init for module in by_path]),
        ):
            yield from skip
            yield f"let {name} = &["
            yield from (row.removeprefix(_STEP) for row in array_rows(items, _STEP * 2))
            yield "];"


_INIT_FUNCTION = 'unsafe extern "C" fn() -> *mut std::ffi::c_void'
