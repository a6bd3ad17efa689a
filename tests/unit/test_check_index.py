"""Which rules a config is held against: none is left out that has something to say of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configlang.check.engine import all_rules, rules_for
from configlang.check.rule import View, given_in, parts_for
from configlang.cpython.targets import parse_target
from configlang.outputs.table import OUTPUTS, Output
from configlang.schema.config import Config, FilesystemImporter, Host, StaticExtension
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import ARGUMENTS
from tests.strategies import configs

EACH_OUTPUT = (None, *OUTPUTS)
TARGETS = [parse_target(triple) for triple in ("x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc")]
MODULES = (StaticExtension(name="a.b"), StaticExtension(name="json"))
SOME = [
    Config(target=target, **parts)  # type: ignore[arg-type]
    for target in TARGETS
    for parts in (
        {},
        {"interpreter": InterpreterConfig(profile="isolated")},
        {"interpreter": InterpreterConfig(home="/usr/lib/python3.11", isolated=True)},
        {"static_extensions": MODULES},
        {"filesystem_importer": FilesystemImporter(paths=("", "lib", "lib"), enabled=False)},
        {"host": Host(outputs=("c",), plugin=True, sealed=True)},
    )
]


each_output = pytest.mark.parametrize("output", EACH_OUTPUT, ids=lambda output: output.name if output else "any")


def unasked(config: Config, output: Output | None) -> list[str]:
    """
    Return what rules find that a config is not held against, as far as they are for its versions and output.

    Those that need fields alone are for configs with one of these, and are never asked about others.
    """
    asked = rules_for(given_in(config), output)
    others = [rule for rule in all_rules() if rule not in asked and not rule.needs <= set(ARGUMENTS)]
    views = [
        View(config=config, version=version, output=output)
        for version in parts_for(config, output, [rule.extent for rule in others])
    ]
    return [
        problem.text() for view in views for rule in others if rule.applies_to(view) for problem in rule.problems(view)
    ]


@each_output
def test_rules_that_are_left_out_have_nothing_to_say(output: Output | None) -> None:
    """What a rule says that it needs of the parts of a config is what it looks at: without, it finds nothing."""
    assert [] == [problem for config in SOME for problem in unasked(config, output)]


@settings(max_examples=50)
@given(config=st.one_of([configs(target=target) for target in TARGETS]), output=st.sampled_from(EACH_OUTPUT))
def test_rules_that_are_left_out_of_any_config_have_nothing_to_say(config: Config, output: Output | None) -> None:
    """The same holds for random configs, most fields of which are set."""
    assert [] == unasked(config, output)


@each_output
def test_index_leaves_out_no_rule(output: Output | None) -> None:
    """The families that are imported for a config have every rule that is about it and made for its output."""
    for config in SOME:
        given = given_in(config)
        asked = rules_for(given, output)
        meant = [
            rule
            for rule in all_rules()
            if rule.is_about(given) and (not rule.starters or (output is not None and output.starter in rule.starters))
        ]

        assert [rule for rule in asked if rule in meant] == meant
        assert set(asked) <= set(all_rules())
