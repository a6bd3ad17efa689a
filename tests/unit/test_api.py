"""The public API: evaluate and emit, what they return, and what they raise."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import attrs
import pytest

import configlang
from configlang import Config, ConfigError, Evaluation, FilesystemImporter, Finding, Target, evaluate
from configlang.api import emit, emit_files
from configlang.cpython.versions import Version

TRIPLE = "x86_64-unknown-linux-gnu"
LINUX = Target(TRIPLE, "x86_64", "linux", "gnu")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def run(text: str, **options: Any) -> Evaluation:  # noqa: ANN401 - of evaluate
    """Evaluate a text."""
    Path("app.bzl").write_text(text, encoding="utf-8")
    return evaluate("app.bzl", target=TRIPLE, **options)


def codes(evaluation: Evaluation) -> list[str]:
    """Return the codes of what was found, in order."""
    return [finding.code for finding in evaluation.findings]


def test_evaluation_gives_a_config() -> None:
    """A config without a mistake has no findings, and names what it was made from."""
    Path("lib.bzl").write_text("A = True\n")
    evaluation = run('load("//:lib.bzl", "A")\ninterpreter(isolated = A)\n', python="3.11")

    assert evaluation.require() is evaluation.config
    assert evaluation.config == Config(
        target=LINUX, python="3.11", interpreter=configlang.InterpreterConfig(isolated=True)
    )
    assert evaluation.findings == ()
    assert evaluation.inputs == ("app.bzl", "lib.bzl")
    assert evaluation.source_label == "app.bzl"


def test_path_may_be_an_object(tmp_path: Path) -> None:
    """Paths of pathlib and texts mean the same, for the file and for the root."""
    Path("lib").mkdir()
    Path("lib/app.bzl").write_text('load("//:a.bzl", "A")\ninterpreter(isolated = A)\n')
    Path("a.bzl").write_text("A = True\n")

    as_object = evaluate(Path("lib/app.bzl"), root=tmp_path, target=TRIPLE)
    as_text = evaluate("lib/app.bzl", root=str(tmp_path), target=TRIPLE)

    assert as_text.config is not None
    assert as_text.config == as_object.config
    assert as_object.source_label == "lib/app.bzl"


def test_evaluations_are_values() -> None:
    """The same text gives an equal evaluation, whatever ran before."""
    text = 'static_extension("a")\nfilesystem_importer(paths = ["x"])\n'

    assert run(text) == run(text)
    assert hash(run(text).config) == hash(run(text).config)


def test_mistakes_are_findings_and_no_exceptions() -> None:
    """Whatever is wrong with a file, evaluate returns."""
    assert codes(run("interpreter(isolated = 1)")) == ["wrong-type"]
    assert codes(run("x = $")) == ["syntax"]
    assert codes(evaluate("none.bzl")) == ["file-not-found"]
    assert codes(evaluate(".")) == ["file-unreadable"]
    assert codes(evaluate("app.bzl", target="x", python="x")) == ["unknown-python", "unknown-target"]
    assert run("x = $").config is None


def test_require_raises_what_was_found() -> None:
    """Who needs a config gets it or an error that holds the findings, and says them in one line each."""
    evaluation = run("interpreter(\n    isolated = 1,\n    hash_seed = -1,\n)")

    with pytest.raises(ConfigError) as caught:
        evaluation.require()

    assert evaluation.findings == caught.value.findings
    assert str(caught.value) == (
        "app.bzl:2:16: error[wrong-type]: `isolated`: got the int 1, wanted is True or False\n"
        "app.bzl:3:17: error[out-of-range]: `hash_seed`: got -1, wanted is 0 to 4294967295"
    )


def test_findings_are_sorted_by_place() -> None:
    """People read a file from the top."""
    evaluation = run('static_extension("b-")\nstatic_extension("a-")\nfilesystem_importer(mode = "append")\n')

    lines = [finding.span.start.line for finding in evaluation.findings if finding.span]

    assert lines == [0, 1, 2]


def test_later_stages_wait_for_earlier_ones() -> None:
    """While a file has mistakes of types, it is not run; and while values are wrong, the whole is not looked at."""
    conflict = "interpreter(allocator_backend = 'rust', allocator_mem = True, allocator_pymalloc_arena = True)\n"

    assert codes(run(f'static_extension("a" + "-b")\nunknown()\n{conflict}')) == ["unknown-name"]
    assert codes(run(f'static_extension("a-b")\n{conflict}')) == ["bad-module-name"]
    assert codes(run(conflict, outputs=["json"])) == ["allocator-conflict"]


def test_lines_of_sources_can_be_shown() -> None:
    """An evaluation gives the lines of the files that it read, and of no others."""
    evaluation = run("# ä\nx = $")

    assert evaluation.read_line("app.bzl", 0) == "# ä"
    assert evaluation.read_line("app.bzl", 2) is None
    assert evaluation.read_line("other.bzl", 0) is None


@pytest.mark.parametrize(
    ("default", "given", "expected"),
    [
        ("'a'", "b", "b"),
        ("1", 2, "2"),
        ("1", "2", "2"),
        ("1", "-12", "-12"),
        ("False", True, "True"),
        ("False", "true", "True"),
        ("True", "0", "False"),
    ],
)
def test_variables_may_be_typed(default: str, given: str | int, expected: str) -> None:
    """A text is converted as on the command line; a bool or an int may be given as such."""
    config = run(
        f"interpreter(run_command = str(variable('v', default = {default})))", variables={"v": given}
    ).require()

    assert expected == config.interpreter.run_command


@pytest.mark.parametrize(
    ("default", "given"),
    [("1", True), ("False", 1), ("'a'", 1), ("1", "x"), ("False", "yes"), ("1", ""), ("1", "1.5"), ("1", "9" * 30)],
)
def test_variables_of_another_type_are_refused(default: str, given: str | int) -> None:
    """1 is no bool and True no int, here as everywhere."""
    assert codes(run(f"variable('v', default = {default})\ninterpreter()", variables={"v": given})) == ["bad-variable"]


def test_origins_lead_to_the_places_of_values() -> None:
    """Each value of the config knows the argument that it was written as, also in a loaded file's function."""
    Path("lib.bzl").write_text("def declare(name):\n    static_extension(name = name, init = 'x')\n    return 1\n")
    evaluation = run('load(":lib.bzl", "declare")\ndeclare("fast")\ninterpreter(home = "/ä", x_options = ["a", "b"])\n')

    places = {
        path: evaluation.origins[path].span(element)
        for path, element in [
            ("interpreter.home", None),
            ("interpreter.x_options", 1),
            ("static_extension:fast", None),
            ("static_extension:fast.init", None),
        ]
    }

    assert [(span.file, span.start.line, span.start.column, span.end.column) for span in places.values()] == [
        ("app.bzl", 2, 19, 23),
        ("app.bzl", 2, 43, 46),
        ("lib.bzl", 1, 28, 32),
        ("lib.bzl", 1, 41, 44),
    ]
    stack = evaluation.origins["static_extension:fast"].declaration.stack
    assert [(frame.file, frame.line, frame.function) for frame in stack] == [("app.bzl", 1, "the top level")]


def test_what_is_printed_is_kept() -> None:
    """The API prints nothing by itself: texts come with their places."""
    evaluation = run("print('a')\ndef f():\n    print(1, None)\n    return 1\nf()\n")

    assert [(printed.file, printed.line, printed.text) for printed in evaluation.printed] == [
        ("app.bzl", 0, "a"),
        ("app.bzl", 2, "1 None"),
    ]


def test_threads_may_evaluate() -> None:
    """An evaluation in a thread, beside others, gives what it gives alone."""
    Path("app.bzl").write_text('static_extension("a")\n')
    expected = evaluate("app.bzl", target=TRIPLE)
    results: list[Evaluation] = []
    threads = [threading.Thread(target=lambda: results.append(evaluate("app.bzl", target=TRIPLE))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [expected] * 3 == results


def test_limits_can_be_set() -> None:
    """A limit ends an evaluation with a finding, and one that does not exist is a finding too."""
    endless = "x = [0 for a in range(99999) for b in range(99999)]\n"

    assert codes(run(endless, limits={"timeout": 0.2})) == ["timeout"]
    assert codes(run('static_extension("a")\nstatic_extension("b")', limits={"declarations": 1})) == [
        "too-many-declarations"
    ]
    assert codes(run("", limits={"timeot": 1})) == ["bad-project-file"]


# Versions

BY_VERSION = """
load("@stdlib//:paths.bzl", "stdlib_paths")
compatible_with(python = ">=3.10,<3.13")
interpreter(profile = "isolated", utf8_mode = True, safe_path = True if TARGET.version >= (3, 11) else None)
filesystem_importer(paths = stdlib_paths("/opt"))
print("for", TARGET.python)
"""


def test_config_that_goes_by_the_version_is_there_for_each() -> None:
    """All versions have their config, oldest first, and the config is that of the newest."""
    evaluation = run(BY_VERSION)

    assert ["3.10", "3.11", "3.12"] == [*map(str, evaluation.configs)]
    assert evaluation.config == evaluation.require() == evaluation.configs[Version("3.12")]
    assert [None, True, True] == [config.interpreter.safe_path for config in evaluation.configs.values()]
    assert ["3.10", "3.11", "3.12"] == [str(config.python) for config in evaluation.configs.values()]
    assert ["for 3.12", "for 3.11", "for 3.10"] == [line.text for line in evaluation.printed]
    for version, config in evaluation.configs.items():
        alone = run(BY_VERSION, python=version)
        assert alone.config == config
        assert {version: config} == alone.configs


def test_config_that_is_the_same_for_all_versions_is_one() -> None:
    """Each version has it; it was evaluated once, and whether it looked at the version makes no difference."""
    same = run('compatible_with(python = ">=3.11,<3.13")\ninterpreter(quiet = TARGET.version > (3, 0))\nprint("once")')
    plain = run('compatible_with(python = ">=3.11,<3.13")\ninterpreter(quiet = True)')

    assert plain.config == same.config
    assert same.configs == {Version("3.11"): same.config, Version("3.12"): same.config}
    assert ["once"] == [line.text for line in same.printed]
    assert {} == run("interpreter(quiet = 3.5)").configs


def test_patch_release_is_a_version() -> None:
    """What is evaluated for a patch release has that as its version, and the target knows the minor."""
    evaluation = run("interpreter(run_command = TARGET.python)", python="3.11.4")

    assert evaluation.configs == {Version("3.11.4"): evaluation.config}
    assert (Version("3.11.4"), "3.11") == (evaluation.require().python, evaluation.require().interpreter.run_command)


def test_build_is_a_part_of_the_version() -> None:
    """What is evaluated for a build has that in its version, and the target tells of it beside the version."""
    text = "interpreter(pycache_prefix = '/%s/%s/%s' % (TARGET.python, TARGET.free_threaded, TARGET.debug))"
    told = {each: run(text, python=each).require().interpreter.pycache_prefix for each in ("3.14", "3.14t", "3.11.2d")}
    both = run("interpreter()", python="3.14td")

    assert {"3.14": "/3.14/False/False", "3.14t": "/3.14/True/False", "3.11.2d": "/3.11/False/True"} == told
    assert both.configs == {Version("3.14td"): both.config}
    assert ["unknown-build"] == codes(run("interpreter()", python="3.12t"))


def test_config_that_goes_by_the_build_is_one_for_each() -> None:
    """Where a config names builds and looks at them, it is evaluated for each version and each of its builds."""
    meant = 'compatible_with(python = ">=3.12", builds = ["release", "free-threaded"])\n'
    apart = run(f"{meant}interpreter(enable_gil = False if TARGET.free_threaded else None)").configs
    plain = run(f"{meant}interpreter(quiet = True)")
    unnamed = run("interpreter(quiet = TARGET.free_threaded)")

    assert {"3.12", "3.13", "3.14", "3.15", "3.13t", "3.14t", "3.15t"} == {*map(str, apart)}
    assert {"3.13t", "3.14t", "3.15t"} == {
        str(version) for version, each in apart.items() if each.interpreter.enable_gil is False
    }
    assert [*apart] == sorted(apart)
    assert {*apart} == {*plain.configs}
    assert {plain.config} == {*plain.configs.values()}
    assert {False} == {each.interpreter.quiet for each in unnamed.configs.values()}


def test_errors_of_some_versions_leave_no_config() -> None:
    """A config is right for all of its versions or of no use, and the errors say for which it is wrong."""
    evaluation = run("interpreter(hash_seed = -1 if TARGET.version < (3, 9) else 1)")

    assert (None, {}) == (evaluation.config, evaluation.configs)
    assert [True] == [finding.message.endswith(", on CPython 3.8") for finding in evaluation.findings]


def test_limits_hold_for_all_evaluations_together() -> None:
    """What the evaluations for several versions use counts together, and the finding says what helps."""
    text = "interpreter(quiet = TARGET.version > (3, 9))\n[static_extension('a' + str(i)) for i in range(3)]"
    evaluation = run(text, limits={"declarations": 10})

    assert ["too-many-declarations"] == codes(evaluation)
    assert [True] == ["--python" in (finding.hint or "") for finding in evaluation.findings]
    assert [] == codes(run(text, limits={"declarations": 10}, python="3.12"))
    assert ["too-much-output"] == codes(run("print(TARGET.python * 100)", limits={"printed_size": 1}))


def test_emitted_is_one_version_of_several() -> None:
    """Who emits the config of one of the versions gets the text for that one."""
    evaluation = run(BY_VERSION)

    texts = {str(version): emit(config, "c") for version, config in evaluation.configs.items()}
    assert all(f"for CPython {version}." in text for version, text in texts.items())
    with pytest.raises(AttributeError):
        evaluation.configs = {}  # type: ignore[misc]


def test_process_of_configs_that_go_by_the_version() -> None:
    """Configs are checked together as they are for each version, and a finding says for which it holds."""
    Path("other.bzl").write_text(
        "interpreter(profile = 'isolated', utf8_mode = True)\nstatic_extension('fast', init = 'init_other')"
    )
    plain = "interpreter(profile = 'isolated', utf8_mode = True)\n"
    text = f"{plain}if TARGET.version < (3, 10):\n    static_extension('fast')"
    evaluations = [run(text, outputs=["c"]), evaluate("other.bzl", outputs=["c"])]

    told = {each.code: each.message for each in configlang.check_process(evaluations)}
    assert told["process-clash"].endswith(", on CPython 3.8-3.9")
    assert "process-clash" not in {
        each.code for each in configlang.check_process([run(text, outputs=["c"]), evaluations[0]])
    }


# emit

APPENDING = FilesystemImporter(paths=("a",), mode="append")


def test_emit_gives_text() -> None:
    """A config becomes text, JSON unless something else is asked for."""
    config = run('static_extension("a")').require()

    assert json.loads(emit(config)) == json.loads(emit(config, "json"))
    assert emit(config, "rust").startswith("// Generated by configlang; do not edit.\n")
    assert emit(config, "rust", source="app.bzl", command="make").startswith(
        "// Generated by configlang from app.bzl; do not edit.\n//\n//     make\n"
    )
    assert json.loads(emit(config, full=True))["exe"] is None


def test_config_may_be_made_in_python() -> None:
    """A config needs no file: the classes are public."""
    config = Config(target=LINUX, filesystem_importer=FilesystemImporter(paths=("a",)))

    assert json.loads(emit(config))["interpreter_config"]["module_search_paths"] == ["a"]
    assert json.loads(emit(attrs.evolve(config, filesystem_importer=None))) == {
        "interpreter_config": {"profile": "python"}
    }


def test_emit_files_gives_texts_by_path() -> None:
    """An output comes as files beside each other; that of C names functions by the stem of its path."""
    config = run('interpreter(profile = "isolated", utf8_mode = True)').require()

    assert emit_files(config, "json", "gen/app.json") == {"gen/app.json": emit(config, "json")}
    texts = emit_files(config, "c", "gen/own.c", source="app.bzl")
    assert list(texts) == ["gen/own.c", "gen/own.h"]
    assert "int own_initialize(const own_host *host, own_status *status)\n{" in texts["gen/own.c"]
    assert "from app.bzl" in texts["gen/own.h"]
    with pytest.raises(ConfigError):
        emit_files(attrs.evolve(config, filesystem_importer=APPENDING), "rust", "x")


def test_emit_refuses_what_an_output_cannot_express() -> None:
    """Nothing is dropped silently: the error holds the findings."""
    config = Config(target=LINUX, filesystem_importer=FilesystemImporter(paths=("a",), mode="append"))

    with pytest.raises(ConfigError) as caught:
        emit(config, "rust")

    assert [finding.code for finding in caught.value.findings if finding.is_error] == ["not-expressible"]
    assert json.loads(emit(config))["cpython"]["module_search_paths"] == {"mode": "append", "paths": ["a"]}


def test_emit_knows_its_outputs() -> None:
    """A format that does not exist is a mistake of the program."""
    with pytest.raises(ValueError, match=r"'cobol'.*json, rust, rust-expr"):
        emit(Config(target=LINUX), "cobol")


@pytest.mark.parametrize("path", ["a\0.c", "a\udce9.c", "lib/\ud800.c"])
def test_files_need_names(path: str) -> None:
    """A name that no file can have, or that what is generated can't hold, is a mistake of the program."""
    with pytest.raises(ValueError, match="there can be no file of the name"):
        emit_files(Config(target=LINUX), "c", path)
    assert ["ä.c", "ä.h"] == [*emit_files(Config(target=LINUX), "c", "ä.c")]


@pytest.mark.parametrize("options", [{"source": 5}, {"source": b"x"}, {"command": ["make"]}])
def test_headers_are_texts(options: dict[str, Any]) -> None:
    """What the header names is a text, whatever is in it."""
    with pytest.raises(TypeError, match=f"{next(iter(options))} must be a str or None"):
        emit(Config(target=LINUX), "rust", **options)
    plain = emit(Config(target=LINUX), "c")
    for text in ("\ud800", "*/ \n#error", "a\0b", "??/"):
        headed: dict[str, Any] = dict.fromkeys(options, text)
        assert plain.count("\n#error") == emit(Config(target=LINUX), "c", **headed).count("\n#error")


# The package


def test_example_of_the_package_works() -> None:
    """What the docstring of the package says can be typed as it stands there."""
    config = run('static_extension("a")').require()

    assert configlang.emit(config, "rust") == emit(config, "rust")


@pytest.mark.parametrize("name", configlang.__all__)
def test_public_names_exist(name: str) -> None:
    """Every public name can be imported and is listed."""
    assert getattr(configlang, name) is not None
    assert name in dir(configlang)


def test_other_names_do_not_exist() -> None:
    """A misspelt name is an AttributeError, as with any module."""
    with pytest.raises(AttributeError, match="evaluat"):
        _ = configlang.evaluat


def test_findings_are_public_data() -> None:
    """A program can look at every part of a finding."""
    (finding,) = run("interpreter(isolated = 1)").findings

    assert isinstance(finding, Finding)
    assert finding.is_error
    assert finding.span == configlang.Span("app.bzl", configlang.Position(0, 23), configlang.Position(0, 24))
    assert finding.hint == "write True"


def test_emit_refuses_what_the_command_refuses() -> None:
    """A config that was checked for one output is checked once more for another."""
    evaluation = run('interpreter(filesystem_encoding = "klingon")\n')

    assert evaluation.config is None
    assert evaluation.unchecked is not None
    with pytest.raises(ConfigError, match="unusable-encoding"):
        emit(evaluation.unchecked, "c")


def test_files_that_are_not_there_are_known(tmp_path: Path) -> None:
    """What was looked for in vain is told: a project file in each folder upwards, and a load without its file."""
    evaluation = run('load("//lib:part.bzl", "a")\n')

    assert ("app.bzl",) == evaluation.inputs
    assert {str(tmp_path / "configlang.toml"), "lib/part.bzl"} <= set(evaluation.missing)

    Path("configlang.toml").touch()
    evaluation = run('load("//lib:part.bzl", "a")\n')
    assert (("app.bzl", "configlang.toml"), ("lib/part.bzl",)) == (evaluation.inputs, evaluation.missing)


def test_unknown_output_is_a_finding() -> None:
    """The name of an output that there is not is no exception."""
    assert ["unknown-output"] == codes(run("interpreter()\n", outputs=["rust-lib"]))
