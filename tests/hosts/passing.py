"""What the programs of the tests pass as values of the host: what `VALUE_NAME` says in the environment."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.schema.config import Config, HostValue


def in_c(name: str, config: Config) -> str:
    """Return the function that fills the members of the struct of a case in."""
    lines = "".join(f"    {line}\n" for value in config.host_values for line in _c_lines(value))
    return f"static void {name}_pass({name}_host *host)\n{{\n{lines}    (void)host;\n}}\n"


def _c_lines(value: HostValue) -> Iterator[str]:
    name, given = value.name, f'copied(getenv("VALUE_{value.name}"))'
    if value.type == "str":
        yield f"host->{name} = {given};"
    elif value.type == "list[str]":
        yield f"host->{name} = listed({given});"
    else:
        kind = "long long" if value.type == "int" else "int"
        yield f"static {kind} passed_{name};"
        yield f"const char *text_{name} = {given};"
        yield f"if (text_{name} != NULL) passed_{name} = ({kind})atoll(text_{name});"
        yield f"if (text_{name} != NULL) host->{name} = &passed_{name};"


def in_rust(config: Config) -> str:
    """Return the statements that do the same in Rust."""
    return "".join(f"                {line}\n" for value in config.host_values for line in _rust_lines(value))


_RUST = {
    "str": "{}",
    "list[str]": "{}.map(super::listed)",
    "int": "{}.map(|text| text.to_str().unwrap().parse().unwrap())",
    "bool": '{}.map(|text| text == "1")',
}


def _rust_lines(value: HostValue) -> Iterator[str]:
    given = f'std::env::var_os("VALUE_{value.name}")'
    yield f"host.{value.name} = {_RUST[value.type].format(given)};"
