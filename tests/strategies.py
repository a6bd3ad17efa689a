"""
Random configs for property tests, built from the field table: what every output must be able to carry.

Every kind, every arm of every enum, every number where one may stand for an arm, set and unset, with text that breaks
out of careless quoting. Not drawn is what no config can hold: the classes refuse it; `pyembed_configs`
draws nothing that pyembed can't express either.
"""

from __future__ import annotations

import keyword
import string
from typing import Any, Literal

import attrs
from hypothesis import strategies as st

from configlang.cpython.targets import Target, host_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, to_python, versions_matching
from configlang.outputs.backend import EmitOptions
from configlang.outputs.emit import emit
from configlang.outputs.table import FORMATS, find_output
from configlang.schema.config import (
    Compatibility,
    Config,
    DynamicExtension,
    EnvironmentVariable,
    FilesystemImporter,
    Host,
    OxidizedImporter,
    StaticExtension,
    SubInterpreter,
    VirtualEnvironment,
)
from configlang.schema.field import Choice, Field, Kind, Place
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import FIELDS
from configlang.schema.texts import HOST_MARK, to_path
from configlang.schema.values import is_prefix

ARGUMENTS = tuple(field for field in FIELDS if field.owner is None)
"""The fields that `interpreter()` sets."""

PYEMBED_ARGUMENTS = tuple(field for field in ARGUMENTS if field.place is not Place.CPYTHON)
"""Those of them that pyembed has."""

NASTY = (
    '"',
    "'",
    "\\",
    '\\"',
    '"#',
    '"###',
    'r#"',
    "\\u{202e}",
    "\\u0041",
    "\\x00",
    "\\n",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\v\f\b\a\x1b[31m\x7f",
    "\x85\u2028\u2029",
    "\u202e\u2066abc\u2069",
    "\ufeff\u200b\u200d",
    "e\u0301",
    "\U0001f40d\U0001f469\u200d\U0001f4bb",
    "\U0010ffff\ufffe",
    "ß中文",
    "{}{0}{{",
    # Trigraphs and digraphs of C, a line that goes on, and escapes of which a digit behind would become a part.
    "??/",
    "??=",
    "<:%>%:",
    "\\\n",
    "\x01" + "1",
    "\x01" + "f",
    "\x1a",
    # What YAML takes for something else than a text, and where it begins something.
    "~",
    "null",
    "yes",
    "0x1f",
    "1e3",
    ": ",
    " #",
    "- ",
    "---",
    "...",
    "!!str",
    "&a",
    "*a",
    "|",
    ">-",
    "@",
    "`",
    # What a careless split of UTF-16, of lists and of names would cut.
    "\uffff\ud7ff\ue000",
    "\U00010000",
    ":",
    ";",
    "=",
    '"""',
    "'''",
    "?",
    "$ORIGINAL",
    "${ORIGIN}",
    "%s%",
    "$PATH$$",
    "//",
    "/*",
    "*/",
    "../a//b/./",
    "C:\\new\\table",
    " ",
    ",",
    "a",
)
"""Pieces of text that end, escape or hide something in one of the languages that a text passes through."""

LARGE = 100_000
"""Code points in a large text."""

Texts = st.SearchStrategy[str]
"""Texts for the fields, which may be empty."""

ANY_TEXT: Texts = st.one_of(
    # Hypothesis draws constants of the program, too: a piece of a value of the host is no text.
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).filter(
        lambda text: HOST_MARK not in text
    ),
    st.lists(st.sampled_from(NASTY), max_size=6).map("".join),
)


def large_text(piece: str) -> str:
    """Return a text of about a hundred thousand code points that is made of one piece."""
    return piece * (LARGE // len(piece))


def with_origin(texts: Texts) -> Texts:
    """Return paths of which some hold `$ORIGIN`, for the places where pyembed expands it."""
    return st.tuples(st.sampled_from(("", "", "$ORIGIN", "$ORIGIN/", "x$ORIGIN")), texts).map("".join).filter(bool)


def values(field: Field, texts: Texts = ANY_TEXT, *, is_for_pyembed: bool = False) -> st.SearchStrategy[Any]:
    """
    Return the values of a field as a config holds them, unset left out.

    Args:
        field: The field.
        texts: What its texts are made of.
        is_for_pyembed: Whether to draw only what pyembed's own type of the field can hold.
    """
    kind = field.kind
    if kind is Kind.INT:
        return st.integers(field.minimum, field.maximum) | st.sampled_from([field.minimum, field.maximum])
    if kind in {Kind.BOOL, Kind.LEVEL, Kind.CHOICE}:
        own = _own_values(field, texts, is_for_pyembed=is_for_pyembed)
        return own if is_for_pyembed or field.maximum is None else own | wide_ints(field)
    item = with_origin(texts) if field.expands_origin else texts
    if kind in {Kind.PATH, Kind.PATH_LIST}:
        item = item.filter(bool).map(to_path)
    return item if kind in {Kind.STR, Kind.PATH} else _tuples(item)


def wide_ints(field: Field) -> st.SearchStrategy[int]:
    """Return the ints of a field that no bool and no choice stands for."""
    first = 2 if field.kind is Kind.BOOL else len(field.choices)
    return st.integers(first, field.maximum) | st.sampled_from([first, field.maximum])


def pyembed_choices(field: Field) -> list[Choice]:
    """Return the choices of a field that pyembed has."""
    return [choice for choice in field.choices if choice.variant is not None]


def _own_values(field: Field, texts: Texts, *, is_for_pyembed: bool) -> st.SearchStrategy[Any]:
    if field.kind is Kind.BOOL:
        return st.booleans()
    if field.kind is Kind.LEVEL:
        return st.sampled_from(range(len(field.choices)))
    choices = pyembed_choices(field) if is_for_pyembed else field.choices
    return st.one_of([_arm(choice, texts) for choice in choices])


def _arm(choice: Choice, texts: Texts) -> Texts:
    return texts.map(choice.value.__add__) if is_prefix(choice) else st.just(choice.value)


def _tuples(item: st.SearchStrategy[Any], max_size: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(item, max_size=max_size).map(tuple)


def interpreters(texts: Texts = ANY_TEXT, *, is_for_pyembed: bool = False) -> st.SearchStrategy[InterpreterConfig]:
    """
    Return interpreter configs with any number of fields set, from none to all.

    Args:
        texts: What the fields with text hold.
        is_for_pyembed: Whether to draw only the fields and values that pyembed has.
    """
    arguments = PYEMBED_ARGUMENTS if is_for_pyembed else ARGUMENTS
    fields = {field.name: values(field, texts, is_for_pyembed=is_for_pyembed) for field in arguments}
    return st.fixed_dictionaries({}, optional=fields).map(lambda chosen: InterpreterConfig(**chosen))


_identifiers = (
    st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=25)
    .filter(str.isidentifier)
    .filter(lambda name: not keyword.iskeyword(name))
)


def module_names() -> st.SearchStrategy[str]:
    """Return names that an extension module may have: ASCII identifiers joined by dots."""
    return st.lists(_identifiers, min_size=1, max_size=3).map(".".join)


def init_functions() -> st.SearchStrategy[str]:
    """Return the init functions of tests/rust/literals, by symbol and by Rust path."""
    return st.tuples(st.sampled_from(("", "crate::inits::")), st.integers(0, 9)).map(
        lambda t: f"{t[0]}PyInit_case_{t[1]}"
    )


def static_extensions() -> st.SearchStrategy[tuple[StaticExtension, ...]]:
    """Return linked-in modules in the order of their names, of which some share an init function."""
    return st.dictionaries(module_names(), init_functions(), max_size=4).map(
        lambda inits: tuple(StaticExtension(name=name, init=inits[name]) for name in sorted(inits))
    )


def dynamic_extensions(texts: Texts = ANY_TEXT) -> st.SearchStrategy[tuple[DynamicExtension, ...]]:
    """Return modules in shared libraries, in the order of their names."""
    return st.dictionaries(module_names(), with_origin(texts), max_size=2).map(
        lambda paths: tuple(DynamicExtension(name=name, path=paths[name]) for name in sorted(paths))
    )


def filesystem_importers(
    texts: Texts = ANY_TEXT, *, is_for_pyembed: bool = False
) -> st.SearchStrategy[FilesystemImporter]:
    """
    Return importers that replace the path, leave it or add to it.

    Args:
        texts: What paths are made of.
        is_for_pyembed: Whether to draw none that adds to the path, which pyembed can't do.
    """
    paths = _tuples(with_origin(texts))
    adding: tuple[Literal["prepend", "append"], ...] = () if is_for_pyembed else ("prepend", "append")
    importers = [
        st.builds(FilesystemImporter, paths=st.none() | paths, mode=st.just("replace"), enabled=st.booleans()),
        *(
            st.builds(FilesystemImporter, paths=paths.filter(bool), mode=st.just(mode), enabled=st.booleans())
            for mode in adding
        ),
    ]
    return st.one_of(importers)


def oxidized_importers(
    texts: Texts = ANY_TEXT, *, embedded: tuple[str, ...] = ()
) -> st.SearchStrategy[OxidizedImporter]:
    """
    Return importers of packed resources.

    Args:
        texts: What paths are made of.
        embedded: The files that may be compiled in; they must exist where the generated file lies.
    """
    return st.builds(
        OxidizedImporter,
        embedded=_tuples(st.sampled_from(embedded)) if embedded else st.just(()),
        memory_mapped=_tuples(with_origin(texts)),
        extensions=st.none() | with_origin(texts),
    )


def _packed(config: Config) -> st.SearchStrategy[Config]:
    """Return the config with some of its shared libraries for OxidizedFinder, where that is on."""
    if config.oxidized_importer is None:
        return st.just(config)
    choices = st.tuples(
        *(
            st.just(each) | st.just(attrs.evolve(each, loader="oxidized", path=_below_origin(each.path)))
            for each in config.dynamic_extensions
        )
    )
    return choices.map(lambda extensions: attrs.evolve(config, dynamic_extensions=extensions))


def _without_clashes(parts: dict[str, Any]) -> dict[str, Any]:
    """Return parts in which no shared library has the name of a module that is linked in."""
    names = {each.name for each in parts["static_extensions"]}
    return {
        **parts,
        "dynamic_extensions": tuple(each for each in parts["dynamic_extensions"] if each.name not in names),
    }


def _below_origin(path: str) -> str:
    """Return a path of a library as packed resources can have it."""
    start, _, rest = path.rpartition("$ORIGIN")
    return f"$ORIGIN/{rest}x" if start else f"lib/{rest}"


_LIMITS = st.tuples(
    st.sampled_from((">=", "<=", ">", "<", "!=", "==", ">= ", " <")), st.sampled_from(PYTHON_VERSIONS)
).map(lambda limit: f"{limit[0]}{limit[1]}")

_OTHER_TARGETS = ("aarch64-apple-darwin", "x86_64-pc-windows-msvc", "i686-unknown-linux-musl")


def compatibilities(target: Target, python: str | Version | None) -> st.SearchStrategy[Compatibility]:
    """Return what a config may be meant for that is evaluated for a target, and a version or none."""
    needed = {to_python(python)} if python else {*PYTHON_VERSIONS}

    def is_admitted(limits: str) -> bool:
        return not needed.isdisjoint(versions_matching(limits))

    limits = st.lists(_LIMITS, min_size=1, max_size=3).map(" , ".join).filter(is_admitted)
    others = st.lists(st.sampled_from(_OTHER_TARGETS), unique=True)
    targets = others.flatmap(lambda names: st.permutations([target.triple, *names])).map(tuple)
    return st.builds(Compatibility, python=st.none() | limits, targets=st.just(()) | targets)


def hosts() -> st.SearchStrategy[Host]:
    """Return what a config may say of its program."""
    return st.builds(
        Host,
        outputs=_tuples(st.sampled_from(FORMATS)).filter(bool),
        libpython=st.sampled_from((None, "shared", "static")),
        plugin=st.booleans(),
        adopt=st.booleans(),
        sealed=st.booleans(),
        console=st.booleans(),
    )


def virtual_environments(texts: Texts = ANY_TEXT) -> st.SearchStrategy[VirtualEnvironment]:
    """Return virtual environments anywhere."""
    return st.builds(VirtualEnvironment, path=with_origin(texts).filter(bool))


def environment_variables(texts: Texts = ANY_TEXT) -> st.SearchStrategy[tuple[EnvironmentVariable, ...]]:
    """Return variables of the environment in the order of their names, of which no two are one to Windows."""
    names = ANY_TEXT.map(lambda text: text.replace("=", "")).filter(bool)
    made = st.tuples(st.none() | with_origin(texts), st.booleans())

    def variable(name: str, value: str | None, overwrite: bool) -> EnvironmentVariable:
        is_removed = value is None
        return EnvironmentVariable(name=name, value=value, remove=is_removed, overwrite=is_removed or overwrite)

    chosen = st.lists(st.tuples(names, made), max_size=2, unique_by=lambda pair: pair[0].upper())
    return chosen.map(lambda pairs: tuple(variable(name, *each) for name, each in sorted(pairs)))


def sub_interpreters() -> st.SearchStrategy[tuple[SubInterpreter, ...]]:
    """Return kinds of sub-interpreters in the order of their names."""
    switches = dict.fromkeys(SubInterpreter(name="x").settings, st.none() | st.booleans())
    made = st.builds(SubInterpreter, name=st.just("x"), gil=st.sampled_from(("own", "shared")), **switches)
    chosen = st.dictionaries(st.sampled_from(("_", "Worker", "a1", "fn")), made, max_size=2)
    return chosen.map(lambda each: tuple(attrs.evolve(kind, name=name) for name, kind in sorted(each.items())))


def configs(
    texts: Texts = ANY_TEXT,
    *,
    target: Target | None = None,
    embedded: tuple[str, ...] = (),
    is_for_pyembed: bool = False,
) -> st.SearchStrategy[Config]:
    """
    Return whole configs.

    Args:
        texts: What the fields with text hold.
        target: What they are for; None is this machine.
        embedded: The files that the oxidized importer may compile in.
        is_for_pyembed: Whether to draw only the fields, values and versions that pyembed has.
    """
    target = target or host_target()
    versions = ("3.8", "3.10", "3.11") if is_for_pyembed else PYTHON_VERSIONS
    meant = {python: st.none() | compatibilities(target, python) for python in (None, *versions)}
    parts: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {
            "interpreter": interpreters(texts, is_for_pyembed=is_for_pyembed),
            "static_extensions": static_extensions(),
            "dynamic_extensions": dynamic_extensions(texts),
            "filesystem_importer": st.none() | filesystem_importers(texts, is_for_pyembed=is_for_pyembed),
            "oxidized_importer": st.none() | oxidized_importers(texts, embedded=embedded),
            "host": st.none() | hosts(),
            "virtual_environment": st.none() if is_for_pyembed else st.none() | virtual_environments(texts),
            "environment_variables": st.just(()) if is_for_pyembed else environment_variables(texts),
            "sub_interpreters": st.just(()) if is_for_pyembed else sub_interpreters(),
        }
    )
    chosen = st.sampled_from([*meant]).flatmap(lambda python: st.tuples(st.just(python), meant[python], parts))
    return chosen.map(
        lambda drawn: Config(target=target, python=drawn[0], compatible_with=drawn[1], **_without_clashes(drawn[2]))
    ).flatmap(_packed)


def pyembed_configs(texts: Texts = ANY_TEXT, *, embedded: tuple[str, ...] = ()) -> st.SearchStrategy[Config]:
    """Return whole configs that the outputs for pyembed can express."""
    # What is left to filter is `$ORIGIN` in paths where pyembed does not expand it.
    return configs(texts, embedded=embedded, is_for_pyembed=True).filter(_is_expressible)


def _is_expressible(config: Config) -> bool:
    return bool(emit(config, EmitOptions(output=find_output("rust"))).files)
