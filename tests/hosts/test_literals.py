"""
The Rust literal of a config and its JSON are one config: proved with pyembed itself and its serde, config by config.

Random configs and some written by hand are compiled into one program, tests/rust/literals, which compares the `Debug`
text of the literal with that of what serde reads from the JSON.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from configlang.cpython.targets import Target, host_target
from configlang.outputs.layout import string
from configlang.outputs.pyembed import packed
from configlang.schema.config import Config, DynamicExtension, FilesystemImporter, OxidizedImporter, StaticExtension
from configlang.schema.field import Choice, Field, Kind
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.values import is_prefix
from tests import seen, strategies
from tests.emitting import emit, emit_files
from tests.hosts import cargo

pytestmark = [pytest.mark.xdist_group("cargo"), pytest.mark.thorough]

LITERALS = cargo.PROGRAMS / "literals"
RANDOM_CONFIGS = 300

each_edition = pytest.mark.parametrize("edition", ["2018", "2021", "2024"])

LONGEST_LITERAL = 79
"""What fits a line where a literal is indented most: rustfmt gives up on an item with a longer one."""

EMBEDDED = {"resources.bin": 5, "it's \"#{}.bin": 0, "b\\u{41}\\.bin": 1, "пакет \U0001f40d.bin": 70_000}
"""Files to compile in, and their lengths in bytes."""


@attrs.frozen(kw_only=True)
class Case:
    """
    One config in the program.

    Attributes:
        name: The stem of its files.
        config: The config.
        has_expression: Whether its bare literal is compiled as well.
    """

    name: str
    config: Config
    has_expression: bool

    def reports(self) -> list[str]:
        """Return the names of the lines that the program prints for it."""
        return [self.name, f"{self.name} full", *([f"{self.name} expression"] if self.has_expression else [])]


@attrs.frozen(kw_only=True)
class Proof:
    """
    What the program said.

    Attributes:
        cases: The configs.
        reports: The lines that it printed, by their names.
        folder: Where its sources are.
        python: The CPython that it is linked with.
    """

    cases: list[Case]
    reports: dict[str, Any]
    folder: Path
    python: cargo.CPython


Drawn = TypeVar("Drawn")


def draw(strategy: st.SearchStrategy[Drawn], count: int) -> list[Drawn]:
    """Return so many different configs; hypothesis repeats itself, so it is asked again."""
    drawn: dict[Drawn, None] = {}
    for number in range(10):

        @seed(number)
        @settings(max_examples=count, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
        @given(strategy)
        def collect(config: Drawn) -> None:
            drawn[config] = None

        collect()
        if len(drawn) >= count:
            break
    return list(drawn)[:count]


def written_configs() -> dict[str, Config]:
    """Return the configs that chance would not find: extremes, and each arm of each enum beside all other fields."""
    arms = max(len(strategies.pyembed_choices(field)) for field in strategies.PYEMBED_ARGUMENTS)
    nasty = "".join(strategies.NASTY)
    large = iter(strategies.NASTY * 3)
    return {
        "nothing": Config(target=host_target()),
        "empty": full_config(lambda: "", items=0),
        # Its packed resources have a type of their own around them.
        "windows": Config(
            target=Target("x86_64-pc-windows-msvc", "x86_64", "windows", "msvc"),
            dynamic_extensions=(DynamicExtension(name="a.b", path="lib/b.pyd", loader="oxidized"),),
            oxidized_importer=OxidizedImporter(),
        ),
        **{f"many_{name}": many_of_all(inits) for name, inits in MANY_INITS.items()},
        "large": full_config(lambda: strategies.large_text(next(large)), items=1),
        **{f"everything_{arm}": full_config(lambda: nasty, arm=arm) for arm in range(arms)},
    }


MANY_INITS = {
    "symbols": ["PyInit_case_{}"],
    "by_path": ["crate::inits::PyInit_case_{}"],
    "mixed": [*["PyInit_case_{}"] * 10, "crate::inits::PyInit_case_{}"],
}
"""What the init functions of many modules are."""


def many_of_all(inits: list[str]) -> Config:
    """Return a config with more of each list than stands in the literal, and very many modules."""
    count = 1_000 if len(inits) > 1 else 10_000
    modules = [
        # In the order of their names those by symbol come first.
        StaticExtension(name=f"m{index % len(inits):02}_{index:05}", init=inits[index % len(inits)].format(index % 10))
        for index in range(count)
    ]
    interpreter = InterpreterConfig(
        argv=tuple(f"argument {index}" for index in range(200)),
        warn_options=tuple(["ignore"] * 101),
        x_options=tuple(f"option{index}=\u00df" for index in range(101)),
    )
    return Config(
        target=host_target(),
        interpreter=interpreter,
        static_extensions=tuple(modules),
        filesystem_importer=FilesystemImporter(paths=tuple(f"$ORIGIN/{index}" for index in range(150))),
    )


def full_config(next_text: Callable[[], str], *, arm: int = 0, items: int = 3) -> Config:
    """
    Return a config with every field set that pyembed has.

    Args:
        next_text: Returns what the next field with text holds; a path that would be empty is ".".
        arm: Which choice each enum takes, counted round; a number is its maximum where this is even.
        items: How many items lists have, three at most.
    """

    def value(field: Field) -> object:
        kind = field.kind
        if kind is Kind.BOOL:
            return arm % 2 == 0
        if kind is Kind.INT:
            return field.minimum if arm % 2 else field.maximum
        if kind is Kind.LEVEL:
            return arm % len(field.choices)
        if kind is Kind.CHOICE:
            choices = strategies.pyembed_choices(field)
            choice = choices[arm % len(choices)]
            return choice.value + (next_text() if is_prefix(choice) else "")
        if kind in {Kind.STR, Kind.PATH}:
            return text_of(field) or ("." if kind is Kind.PATH else "")
        return tuple(text_of(field) for _ in range(items))

    def text_of(field: Field) -> str:
        text = next_text()
        # Where pyembed does not expand it, it is refused.
        is_refused = field.kind in {Kind.PATH, Kind.PATH_LIST} and not field.expands_origin
        return text.replace("$ORIGIN", "$ORIGIN".lower()) if is_refused else text

    chosen: dict[str, Any] = {field.name: value(field) for field in strategies.PYEMBED_ARGUMENTS}
    paths = tuple(f"$ORIGIN{next_text()}" for _ in range(items))
    return Config(
        target=host_target(),
        interpreter=InterpreterConfig(**chosen),
        static_extensions=(
            StaticExtension(name="_a.match.fn.crate", init="PyInit_case_0"),
            StaticExtension(name="b", init="crate::inits::PyInit_case_9"),
            StaticExtension(name="c", init="PyInit_case_0"),
        )[:items],
        filesystem_importer=FilesystemImporter(paths=paths, enabled=arm % 2 == 1),
        dynamic_extensions=(
            DynamicExtension(name="a.b", path="lib/it's \"#\\ 蛇.so", loader="oxidized"),
            DynamicExtension(name="d", path=" ", loader="oxidized"),
        )[:items],
        oxidized_importer=OxidizedImporter(
            embedded=tuple(EMBEDDED)[:items],
            memory_mapped=paths,
            extensions="$ORIGIN/x.packed-resources" if arm % 2 else None,
        ),
    )


def write_sources(cases: list[Case], folder: Path) -> None:
    """Write what tests/rust/README.md asks for: the outputs of every config, and the table of them all."""
    folder.mkdir()
    for name, length in EMBEDDED.items():
        (folder / name).write_bytes(b"\xff" * length)
    modules, table = [], []
    for case in cases:
        name, config = case.name, case.config
        files = emit_files(config, "rust", folder / f"{name}.rs", source=f"{name}.bzl", command="configlang eval")
        for path, contents in files.items():
            Path(path).write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        write(folder / f"{name}.json", emit(config, "json"))
        write(folder / f"{name}.full.json", emit(config, "json", full=True))
        modules.append(f'mod {name} {{\n    include!("{name}.rs");\n}}\n')
        table.append(f'    ("{name}", {name}::default_python_config, include_str!("{name}.json")),\n')
        table.append(f'    ("{name} full", {name}::default_python_config, include_str!("{name}.full.json")),\n')
        if case.has_expression:
            write(folder / f"{name}.expr.rs", emit(config, "rust-expr"))
            modules.append(
                f"fn {name}_expression() -> pyembed::OxidizedPythonInterpreterConfig<'static> {{\n"
                f'    include!("{name}.expr.rs")\n}}\n'
            )
            table.append(f'    ("{name} expression", {name}_expression, include_str!("{name}.json")),\n')
    write(folder / "cases.rs", "".join([*modules, "pub const CASES: &[super::Case] = &[\n", *table, "];\n"]))


def write(path: Path, text: str) -> None:
    """Write a text, with its line ends as they are."""
    path.write_text(text, encoding="utf-8", newline="")


@pytest.fixture(scope="session")
def python() -> cargo.CPython:
    """Return the CPython that the program links; none is started."""
    return cargo.require_cpython("3.11")


@pytest.fixture(scope="session")
def proof(python: cargo.CPython, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """Build and run the program once for all configs."""
    cargo.require_tool("cargo")
    random = draw(strategies.pyembed_configs(embedded=tuple(EMBEDDED)), RANDOM_CONFIGS)
    cases = [Case(name=name, config=config, has_expression=True) for name, config in written_configs().items()]
    cases += [
        Case(name=f"random_{index}", config=config, has_expression=index % 4 == 0)
        for index, config in enumerate(random)
    ]
    folder = tmp_path_factory.mktemp("literals") / "cases"
    write_sources(cases, folder)
    done = cargo.cargo("run", LITERALS / "Cargo.toml", python=python, variables={"LITERALS_DIR": folder})
    assert done.returncode == 0, done.stderr
    reports = {report["case"]: report for report in map(json.loads, done.stdout.split("\n")[:-1])}
    return Proof(cases=cases, reports=reports, folder=folder, python=python)


def test_sample_is_large(proof: Proof) -> None:
    """The proof stands on at least 300 different random configs, and each is in the program."""
    assert sum(case.name.startswith("random_") for case in proof.cases) >= 300
    assert [name for case in proof.cases for name in case.reports()] == list(proof.reports)


def test_sample_covers_every_field(proof: Proof) -> None:
    """Among the configs each field of pyembed is set, is unset, and takes each of its choices."""
    found = {
        field.name: {getattr(case.config.interpreter, field.name) for case in proof.cases}
        for field in strategies.PYEMBED_ARGUMENTS
    }
    missing = [
        (field.name, choice.value)
        for field in strategies.PYEMBED_ARGUMENTS
        for choice in strategies.pyembed_choices(field)
        if not any(takes(value, choice) for value in found[field.name])
    ]

    assert [name for name, values in found.items() if len(values) < 2] == []
    assert missing == []


def takes(value: object, choice: Choice) -> bool:
    """Tell whether a value is a choice, or starts with one that a text follows."""
    return str(value).startswith(choice.value) if is_prefix(choice) else str(value) == choice.value


@pytest.mark.parametrize("kind", ["", " full", " expression"], ids=["function", "full-json", "expression"])
def test_literal_is_what_serde_reads(kind: str, proof: Proof) -> None:
    """The literal, as a function and as an expression, equals what serde reads from the JSON, short and full."""
    reports = [proof.reports.get(case.name + kind) for case in proof.cases]

    assert any(reports)
    assert [report for report in reports if report and not report["equal"]] == []
    for output in ("rust", "rust-expr"):
        seen.record("compiled", output, proof.python.full_version)


def test_literal_has_the_extension_modules(proof: Proof) -> None:
    """Both outputs have the modules of the config, in its order; the literal calls the init functions it names."""
    for case in proof.cases:
        modules = case.config.static_extensions
        rows = [{"name": module.name, "init_func": module.init} for module in modules]
        linked = [{"name": module.name, "init_func": module.init.split("::")[-1]} for module in modules]

        assert (rows or None) == read_json(proof, case)["extra_extension_modules"]
        assert [linked or None] * len(case.reports()) == pick(proof, case, "extra_extension_modules")


def test_literal_has_the_packed_resources(proof: Proof) -> None:
    """
    Both outputs have the packed resources of the config; the literal has the contents of what is embedded.

    What configlang writes is in a file beside the function, and in the text of the expression and of the JSON.
    """
    for case in proof.cases:
        importer = case.config.oxidized_importer or OxidizedImporter()
        rows: list[dict[str, str]] = [{"memory": path} for path in importer.embedded]
        linked: list[dict[str, str | int]] = [{"memory": EMBEDDED[path]} for path in importer.embedded]
        mapped = [*importer.memory_mapped]
        if case.config.packed_extensions:
            written = packed.contents(case.config)
            assert written == (proof.folder / f"{case.name}.packed-resources").read_bytes()
            if importer.extensions is None:
                rows.append({"memory_base64": base64.b64encode(written).decode()})
                linked.append({"memory": len(written)})
            else:
                mapped.append(importer.extensions)
        rows += [{"memory_mapped_path": path} for path in mapped]
        linked += [{"memory_mapped_path": path} for path in mapped]

        assert rows == read_json(proof, case)["packed_resources"]
        assert [linked] * len(case.reports()) == pick(proof, case, "packed_resources")


def test_importers_are_those_of_the_config(proof: Proof) -> None:
    """The JSON, and so the literal, has the fields that the rules of the importers set, or pyembed's defaults."""
    for case in proof.cases:
        files = case.config.filesystem_importer or FilesystemImporter()
        document = read_json(proof, case)

        assert (case.config.oxidized_importer is not None) is document["oxidized_importer"]
        assert files.enabled is document["filesystem_importer"]
        assert files.paths == as_tuple(document["interpreter_config"]["module_search_paths"])


def as_tuple(items: list[str] | None) -> tuple[str, ...] | None:
    """Return a list of JSON as the config holds it."""
    return None if items is None else tuple(items)


def read_json(proof: Proof, case: Case) -> Any:  # noqa: ANN401 - a document
    """Return the full JSON of a config as Python reads it."""
    return json.loads((proof.folder / f"{case.name}.full.json").read_text(encoding="utf-8"))


def pick(proof: Proof, case: Case, key: str) -> list[Any]:
    """Return what the program said under a key about each form of a config."""
    return [proof.reports[name][key] for name in case.reports()]


@pytest.fixture(scope="session")
def narrow_configs() -> list[Config]:
    """Return configs whose literals all fit a line: one for each length that does, and some of chance."""
    lengths = range(LONGEST_LITERAL - len('"$ORIGIN"') + 1)
    wide = ["x" * length for length in lengths]
    every = [full_config(partial(str, text), arm=len(text), items=items) for text in wide for items in (1, 2)]
    texts = (st.sampled_from(wide) | strategies.ANY_TEXT).filter(
        lambda text: len(string(f"$ORIGIN/{text}")) <= LONGEST_LITERAL
    )
    return every + draw(strategies.pyembed_configs(texts), 100)


@each_edition
def test_function_is_laid_out_as_by_rustfmt(edition: str, narrow_configs: list[Config], tmp_path: Path) -> None:
    """The Rust file is what rustfmt makes of it once all its line breaks are gone, in each edition."""
    texts = {tmp_path / f"config_{i}.rs": emit(config, "rust") for i, config in enumerate(narrow_configs)}
    for path, text in texts.items():
        write(path, without_breaks(text))
    subprocess.run([cargo.require_tool("rustfmt"), "--edition", edition, *texts], check=True)

    assert [path for path, text in texts.items() if text != path.read_text(encoding="utf-8")] == []


def without_breaks(text: str) -> str:
    """Put the function of a Rust file on one line; line ends in a literal, behind a backslash, stay."""
    start = text.index("pub fn")
    return text[:start] + re.sub(r"(?<!\\)\n\s*", " ", text[start:])


@each_edition
def test_rustfmt_changes_no_function(edition: str, proof: Proof) -> None:
    """The Rust files of the proof pass rustfmt --check, those with literals that are too long for it as well."""
    command: list[str | Path] = [cargo.require_tool("rustfmt"), "--check", "--edition", edition, "--color", "never"]
    command += [proof.folder / f"{case.name}.rs" for case in proof.cases]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout) == (0, "")


@each_edition
def test_literal_passes_clippy(edition: str, proof: Proof, python: cargo.CPython, tmp_path: Path) -> None:
    """Neither rustc nor clippy warns about the literal, as a function or an expression, in a host of each edition."""
    cargo.require_tool("cargo-clippy")
    manifest = (LITERALS / "Cargo.toml").read_text(encoding="utf-8")
    write(tmp_path / "Cargo.toml", re.sub(r"(?m)^edition = .*$", f'edition = "{edition}"', manifest))
    shutil.copy(LITERALS / "Cargo.lock", tmp_path)
    (tmp_path / "src").mkdir()
    write(tmp_path / "src" / "main.rs", CONSUMER)
    done = cargo.cargo(
        "clippy", tmp_path / "Cargo.toml", "--", "-Dwarnings", python=python, variables={"LITERALS_DIR": proof.folder}
    )

    assert (done.returncode, done.stderr) == (0, "")


INIT_FUNCTION = 'pub unsafe extern "C" fn PyInit_case_{}() -> *mut host_pyo3::ffi::PyObject {{ std::ptr::null_mut() }}'
# Not the program that runs, which is of one edition. Nothing is linked here, so an init function may do anything.
CONSUMER = """
type Case = (&'static str, fn() -> pyembed::OxidizedPythonInterpreterConfig<'static>, &'static str);

mod cases {
    include!(concat!(env!("LITERALS_DIR"), "/cases.rs"));
}

#[allow(dead_code, non_snake_case)]
mod inits {
    INITS
}

fn main() {
    for (name, literal, json) in cases::CASES {
        println!("{} {} {:?}", name, json, literal());
    }
}
""".replace("INITS", "\n    ".join(map(INIT_FUNCTION.format, range(10))))
