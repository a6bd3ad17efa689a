"""The command `boot` for Windows: built with MinGW-w64, started under Wine, told as anything else that is booted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from configlang.cli.main import main
from configlang.compiler import Job, compile_config
from configlang.outputs.table import BY_NAME
from configlang.schema.variants import Variant
from configlang.why.paths import paths
from configlang.why.scene import Scene
from configlang.why.told import tell_fields
from tests.hosts.test_boot_command import FAST, RUNS_FAST
from tests.windows import hosts, wine
from tests.windows.hosts import NEWEST, OLDEST, TARGET

pytestmark = pytest.mark.thorough

CLEAN = """\
interpreter(profile = "isolated", utf8_mode = True, optimization_level = 1, home = HOME)
static_extension("fast")
static_extension("slow")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, with the prefix of Wine that all tests have."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WINEPREFIX", str(wine.prefix()))
    wine.serve()


def boot(text: str, version: str, *arguments: str) -> int:
    """Boot a config with a CPython of Windows."""
    Path("app.bzl").write_text(text)
    prefix = hosts.require_cpython(version).prefix
    return main(["boot", "app.bzl", "--target", TARGET, "--python", str(prefix), *arguments])


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_config_comes_up_on_windows(version: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A config starts as it says, with the modules whose functions are given, and stand-ins for the others."""
    Path("fast.c").write_text(FAST)
    home = wine.windows_path(hosts.require_cpython(version).prefix)
    code = boot(CLEAN.replace("HOME", json.dumps(home)), version, "--with", "fast.c", "--json")
    out, err = capfd.readouterr()
    (told,) = json.loads(out)["boots"]

    assert (0, []) == (code, told["differences"]), err
    assert [("fast", False), ("slow", True)] == [(each["name"], each["stand_in"]) for each in told["modules"]]
    assert wine.windows_path(Path.cwd()) == told["origin"]
    assert f"{told['origin']}\\app.exe" == told["sys"]["executable"]
    assert home == told["sys"]["prefix"]
    assert ["app.bzl", "fast.c"] == sorted(path.name for path in Path().iterdir())


PATHS = 'filesystem_importer(paths = [HOME + "\\\\Lib", HOME + "\\\\DLLs"])\n'


@pytest.mark.parametrize(
    "text",
    [
        'interpreter(profile = "isolated", home = HOME)\n',
        f'interpreter(profile = "isolated", home = HOME)\n{PATHS}',
        f'interpreter(profile = "isolated", set_missing_path_configuration = False)\n{PATHS}',
    ],
    ids=["computed", "given", "given_alone"],
)
@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_search_path_is_the_one_that_is_told(version: str, text: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What `why --html` tells of the search path comes up there, in this order."""
    home = wine.windows_path(hosts.require_cpython(version).prefix)
    boot(f"HOME = {json.dumps(home)}\n{text}", version, "--json")
    (report,) = json.loads(capfd.readouterr().out)["boots"]
    evaluation, _ = compile_config(Job(path="app.bzl", python=version, target=TARGET, outputs=("c",)))
    assert evaluation.unchecked is not None
    variants = [Variant(evaluation.unchecked, evaluation.origins)]
    (told,) = paths(Scene(variants, BY_NAME["c"], tell_fields(variants, BY_NAME["c"])))

    in_words = {
        "the zip file of the standard library": f"{home}\\python{version.replace('.', '')}.zip",
        "the folder of the program": report["origin"],
    }
    expected = [in_words.get(entry.text, entry.text.replace("PREFIX", home)) for entry in told.entries]
    expected = [path for path in expected if not path.endswith("site-packages")]
    # Some write a name below the prefix in small letters.
    assert [path.lower() for path in expected] == [path.lower() for path in report["sys"]["path"]]


def test_program_of_the_config_runs(capfd: pytest.CaptureFixture[str]) -> None:
    """What the config runs gets the arguments, and its output and exit code are told."""
    Path("fast.c").write_text(FAST)
    text = RUNS_FAST.replace("sys.stdin.read()", "''")
    prefix = str(hosts.require_cpython(NEWEST).prefix)
    code = boot(text, NEWEST, "--with", "fast.c", "--home", prefix, "--run", "--", "a", "ß")
    out, err = capfd.readouterr()

    assert "['a', 'ß'] 42" in out, err
    assert "exit code 3" in out
    assert code == 0, err


def test_difference_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """What CPython makes of a field there is told as elsewhere."""
    text = "interpreter(utf8_mode = True, legacy_windows_fs_encoding = True, set_missing_path_configuration = False)"
    boot(text, NEWEST, "--home", str(hosts.require_cpython(NEWEST).prefix))
    out, err = capfd.readouterr()

    assert "utf8_mode: said True, got False" in out, err
    assert "[utf8-mode-overruled]" in err


def test_library_that_is_not_found_needs_a_home(capfd: pytest.CaptureFixture[str]) -> None:
    """Up to 3.10 no library is found beside the DLL, and a home of the machine becomes one of Windows."""
    code = boot('interpreter(profile = "isolated", utf8_mode = True)', OLDEST)
    out, err = capfd.readouterr()

    assert code == 1
    assert "not by itself; with a home, yes" in out
    assert "[boot-needs-home]" in err
