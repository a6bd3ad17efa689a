"""Configs made in Python: converted, checked and refused as declarations of the same are."""

from __future__ import annotations

import enum
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.targets import Target, host_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.findings.error import ConfigError
from configlang.schema import making
from configlang.schema.codec import config_from_data, config_to_data
from configlang.schema.config import (
    PARTS,
    Compatibility,
    Config,
    DynamicExtension,
    FilesystemImporter,
    Host,
    OxidizedImporter,
    StaticExtension,
)
from configlang.schema.freeze import freeze
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.making import to_plain
from configlang.schema.rules import REQUIRED, RULES
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import has_origin
from tests.unit.test_freeze import LINUX, WINDOWS, call

DIRECTED = [rule for rule in RULES.values() if rule.sets is not None and not rule.takes_fields]
FAST = StaticExtension(name="fast")
PACKED = DynamicExtension(name="fast", path="lib/fast.so", loader="oxidized")

ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, 1, 2, -1, 2**31, 2**32, 2**63, 10**5000]),
    st.floats(),
    st.text(st.characters()),
    st.sampled_from(["", "isolated", "utf-8", "warn", "a\0b", "\ud800", "$ORIGIN/lib", b"", b"a", object(), {}, ...]),
    st.lists(st.text(max_size=3) | st.none() | st.integers(), max_size=3),
    st.tuples(st.text(max_size=3)),
)
"""What a program may hand over, right or wrong."""


def refused(make: Callable[[], object]) -> list[tuple[str, str]]:
    """Return code and message of what is wrong with an object that can't be made."""
    with pytest.raises(ConfigError) as caught:
        make()
    return [(finding.code, finding.message) for finding in caught.value.findings]


def codes(make: Callable[[], object]) -> list[str]:
    """Return the codes of that alone."""
    return [code for code, _ in refused(make)]


@given(st.sampled_from([*ARGUMENTS]), ANY_VALUE)
def test_field_is_what_the_language_makes_of_it(name: str, value: Any) -> None:  # noqa: ANN401 - anything
    """Whatever a field is given, it holds what the rule would make of it, or is refused in the same words."""
    given_values: dict[str, Any] = {} if value is None else {name: to_plain(value)}
    frozen = freeze([call("interpreter", **given_values)], LINUX, None)

    if frozen.config is None:
        expected = [(finding.code, finding.message) for finding in frozen.findings]
        assert expected == refused(lambda: InterpreterConfig(**{name: value}))
    else:
        made = InterpreterConfig(**{name: value})
        assert frozen.config.interpreter == made
        assert type(getattr(frozen.config.interpreter, name)) is type(getattr(made, name))


@pytest.mark.parametrize(
    ("rule", "parameter"), [(rule.name, name) for rule in DIRECTED for name in rule.parameters], ids="-".join
)
@given(value=ANY_VALUE)
def test_part_is_what_the_language_makes_of_it(rule: str, parameter: str, value: Any) -> None:  # noqa: ANN401 - anything
    """Whatever a part is given, it holds what its rule would make of it, or is refused for the same."""
    good: dict[str, Any] = {"name": "fast", "path": "lib/fast.so", "outputs": ("json",)}
    needed = [each.name for each in RULES[rule].parameters.values() if each.default is REQUIRED]
    values = {**{name: good[name] for name in needed}, parameter: value}
    plain: dict[str, Any] = {name: to_plain(each) for name, each in values.items()}
    frozen = freeze([call(rule, **plain)], LINUX, None)
    # What another part or the target is needed for, the config says.
    found = [f.code for f in frozen.findings if f.code not in {"no-oxidized-importer", "incompatible"}]

    if found:
        assert found == codes(lambda: PARTS[rule](**values))
    else:
        made = PARTS[rule](**values)
        assert all(getattr(made, name) == made_as(each) for name, each in values.items() if name != "init")
        config = frozen.config
        assert config is None or made in (getattr(config, str(RULES[rule].sets)), *_several(config, rule))


def made_as(value: Any) -> Any:  # noqa: ANN401 - anything
    """Return a value as a part has it; outputs are named once."""
    return tuple(value) if isinstance(value, list) else value


def _several(config: Config, rule: str) -> tuple[object, ...]:
    """Return the parts of a rule that a config may have several of."""
    return () if RULES[rule].is_single else tuple(getattr(config, str(RULES[rule].sets)))


def test_evolving_checks_as_making_does() -> None:
    """What is changed later is as good as what was given first."""
    config = Config(target=LINUX, static_extensions=(FAST,))

    assert [
        ("unknown-value", '`profile`: got "nonsense", wanted is "isolated" or "python"'),
    ] == refused(lambda: attrs.evolve(config.interpreter, profile="nonsense"))  # type: ignore[arg-type]
    assert [
        ("bad-init", '`fast`: `init`: "a b();" is neither a C identifier nor a Rust path'),
    ] == refused(lambda: attrs.evolve(FAST, init="a b();"))
    assert ["duplicate-extension"] == codes(lambda: attrs.evolve(config, static_extensions=(FAST, FAST)))
    assert "isolated" == attrs.evolve(config.interpreter, profile="isolated").profile


def test_mistakes_of_a_part_come_together() -> None:
    """One wrong value hides no other, as in the language."""
    found = codes(lambda: InterpreterConfig(profile="x", isolated=1, exe="", hash_seed=-1))  # type: ignore[arg-type]

    assert ["empty-path", "out-of-range", "unknown-value", "wrong-type"] == sorted(found)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"static_extensions": [FAST, StaticExtension(name="a")]}, None),
        ({"static_extensions": (FAST,), "dynamic_extensions": (attrs.evolve(PACKED, loader="filesystem"),)},
         ("duplicate-extension", "the extension module `fast` is declared a second time")),
        ({"dynamic_extensions": (PACKED,)},
         ("no-oxidized-importer",
          '`fast`: `loader = "oxidized"`: OxidizedFinder loads it, and the config does not switch that on')),
        ({"dynamic_extensions": (PACKED,), "oxidized_importer": OxidizedImporter()}, None),
        ({"dynamic_extensions": (attrs.evolve(PACKED, path="/fast.so"),), "oxidized_importer": OxidizedImporter()},
         ("bad-packed-path",
          '`fast`: `path`: "/fast.so" is absolute, and the packed-resources file holds relative paths')),
        ({"dynamic_extensions": (attrs.evolve(PACKED, path="C:/f.pyd"),), "oxidized_importer": OxidizedImporter()},
         None),
        ({"compatible_with": Compatibility(targets=(WINDOWS.triple,))},
         ("incompatible", f"the config is evaluated for {LINUX.triple}, which is not among `targets`")),
        ({"compatible_with": Compatibility(targets=(WINDOWS.triple, LINUX.triple))}, None),
        ({"python": "3.9", "compatible_with": Compatibility(python=">=3.10")},
         ("incompatible", "the config is evaluated for CPython 3.9, which `python` here excludes")),
        ({"python": Version("3.9"), "compatible_with": Compatibility(python="<3.10")}, None),
        ({"python": "3.7"}, ("unknown-python", "`3.7` is not a CPython version that configlang knows")),
        ({"python": "3.11.4"}, None),
        ({"python": "3.14t"}, None),
        ({"python": "3.12t"}, ("unknown-build", "`python`: `3.12t`: CPython 3.12 has no free-threaded build")),
        ({"python": Version("3.13d"), "compatible_with": Compatibility(builds=("release",))},
         ("incompatible", "the config is evaluated for the debug build of CPython 3.13, which `builds` excludes")),
        ({"python": Version("3.13d"), "compatible_with": Compatibility(builds=("release", "debug"))}, None),
        ({"python": 3.11}, ("wrong-type", "`python`: got a float, wanted is a str")),
        ({"target": "x"}, ("unknown-target", "`x` is not a target triple that configlang knows")),
        ({"target": None}, ("wrong-type", "`target`: got None, wanted is a str")),
        ({"target": Target("a-linux", "b", "linux", "")},
         ("unknown-target", "`target`: the parts of it are not those of the triple a-linux")),
        ({"target": host_target().triple}, None),
        ({"interpreter": None}, ("wrong-type", "`interpreter`: got None, wanted is an InterpreterConfig")),
        ({"interpreter": FAST}, ("wrong-type", "`interpreter`: got a StaticExtension, wanted is an InterpreterConfig")),
        ({"host": {"outputs": ["c"]}}, ("wrong-type", "`host`: got a dict, wanted is a Host")),
        ({"static_extensions": FAST},
         ("wrong-type", "`static_extensions`: got a StaticExtension, wanted is a tuple of StaticExtension")),
        ({"static_extensions": ("fast",)},
         ("wrong-type", '`static_extensions[0]`: got the str "fast", wanted is a StaticExtension')),
    ],
)  # fmt: skip
def test_whole_is_checked(values: dict[str, Any], expected: tuple[str, str] | None) -> None:
    """What no part can know by itself, the config does: of each mistake there is a twin that is fine."""

    def make() -> Config:
        return Config(**{"target": LINUX, **values})

    if expected is None:
        make()
    else:
        assert [expected] == refused(make)


def test_mistakes_of_a_config_come_together() -> None:
    """Target, version and parts are all looked at."""
    found = codes(lambda: Config(target="x", python="y", host=FAST, static_extensions=(FAST,)))  # type: ignore[arg-type]

    assert ["unknown-target", "unknown-python", "wrong-type"] == found


def test_values_come_out_as_in_the_language() -> None:
    """Lists are tuples, extensions are in order, and what can be said in two ways is held in one."""
    config = Config(
        target=LINUX.triple,
        python="3.11",
        interpreter=InterpreterConfig(argv=["a"], import_time=1, bytes_warning=0, home="$ORIGIN/x", profile=None),  # type: ignore[arg-type]
        static_extensions=[StaticExtension(name="b.c"), StaticExtension(name="a", init="x::y")],  # type: ignore[arg-type]
        filesystem_importer=FilesystemImporter(paths=["$ORIGIN"]),  # type: ignore[arg-type]
        compatible_with=Compatibility(python=">=3.10,<3.12"),
        host=Host(outputs=("c", "json", "c")),
    )

    assert (LINUX, Version("3.11")) == (config.target, config.python)
    interpreter = config.interpreter
    assert (("a",), True, "none", "python") == (
        interpreter.argv, interpreter.import_time, interpreter.bytes_warning, interpreter.profile
    )  # fmt: skip
    assert interpreter.import_time is True
    assert [("a", "x::y"), ("b.c", "PyInit_c")] == [(each.name, each.init) for each in config.static_extensions]
    assert config.filesystem_importer is not None
    assert [True] == [*map(has_origin, config.filesystem_importer.paths or ())]
    assert has_origin(interpreter.home)
    assert (Version("3.10"), Version("3.11")) == config.compatible_with.versions  # type: ignore[union-attr]
    assert PYTHON_VERSIONS == Compatibility().versions
    assert ("c", "json") == Host(outputs=("c", "json", "c")).outputs
    assert isinstance(hash(config), int)


class Profile(str, enum.Enum):
    """An enum of a program."""

    ISOLATED = "isolated"


def test_derived_scalars_are_scalars() -> None:
    """A member of an enum that is a text is that text, in every output."""
    profile = InterpreterConfig(profile=Profile.ISOLATED).profile  # type: ignore[arg-type]

    assert (str, "isolated") == (type(profile), profile)


def test_right_values_are_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What freezing has made, and what comes from another process, is not paid for twice."""
    for name in ("part_values", "config_values"):
        monkeypatch.setattr(making, name, None)

    config = freeze([call("interpreter", quiet=True), call("static_extension", name="a")], LINUX, None).config

    assert config is not None
    assert config == config_from_data(config_to_data(config))


def test_error_goes_to_other_processes() -> None:
    """The error of a worker of multiprocessing arrives with its findings."""
    with pytest.raises(ConfigError) as caught:
        StaticExtension(name="a-b")

    other = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - pickled here

    assert caught.value.findings == other.findings
    assert str(caught.value) == str(other)
    assert isinstance(other, ValueError)
