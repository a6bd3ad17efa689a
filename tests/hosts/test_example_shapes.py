"""The example programs in docs/examples/hosts: each is built as its page says, and does what that says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from tests.hosts import cpythons, programs
from tests.hosts.cpythons import VERSIONS, CPython, require_cpython, require_tool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "hosts"
SHAPES = sorted(path.parent.name for path in EXAMPLES.glob("*/README.md"))
LINES = 30
"""The most lines of a page, which are those of a screen."""


@attrs.frozen
class Shape:
    """
    A built example.

    Attributes:
        folder: Where it lies, with Python's home in `python`.
        python: The CPython that it was built with.
    """

    folder: Path
    python: CPython

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a program of it in its folder."""
        return subprocess.run(
            [f"./{command[0]}", *command[1:]],
            cwd=self.folder,
            env={"LC_ALL": "C.UTF-8", **variables},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def write(self, name: str, text: str) -> str:
        """Write a file of it, and return its name."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return name


def build(name: str, version: str, folder: Path) -> Shape:
    """Build an example in a folder as its page says, for a CPython."""
    python = require_cpython(version)
    for file in (EXAMPLES / name).iterdir():
        shutil.copy(file, folder)
    page = (folder / "README.md").read_text(encoding="utf-8")
    for command in re.findall(r"(?m)^configlang (.+)$", page):
        words = [sys.executable, "-m", "configlang", *command.split()]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        assert (done.returncode, "warning" in done.stderr) == (0, False), done.stderr
    (folder / "python").symlink_to(python.prefix)
    for command in re.findall(r"(?m)^cc (.+)$", page):
        words = []
        for word in re.findall(r"\$\([^)]*\)|\S+", command):
            if word.startswith("$("):
                words += cpythons.compile_flags(python) if "--includes" in word else cpythons.link_flags(python)
            else:
                words.append(word)
        if "--ldflags" not in command:
            # It opens what is linked with the C library that the CPython has brought.
            words += cpythons.loader_flags(python)
        subprocess.run([require_tool("gcc"), "-std=gnu99", *programs.WARNINGS, *words], cwd=folder, check=True)
    return Shape(folder, python)


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """Return the version of a CPython."""
    found: str = request.param
    return found


@pytest.mark.parametrize("name", SHAPES)
def test_page_fits_a_screen(name: str) -> None:
    """A page about an example is read at a glance."""
    assert len((EXAMPLES / name / "README.md").read_text(encoding="utf-8").splitlines()) <= LINES


def test_game(version: str, tmp_path: Path) -> None:
    """The game finds its story, its mods before it, and writes below the folder of the player alone."""
    game = build("game", version, tmp_path)
    shown = "'%s %d %s' % (hats.hat, frame, os.environ['GAME_DATA'])"
    game.write("story/story.py", f"import game, hats, os\ndef update(frame):\n    game.show({shown})\n")
    game.write("story/hats.py", "hat = 'none'")
    game.write("mods/hats.py", "hat = 'red'")
    plain, modded = game.run("game", "/player ß"), game.run("game", str(tmp_path / "data"), "mods")

    assert (plain.returncode, plain.stdout) == (0, "".join(f"none {frame} /player ß\n" for frame in range(3)))
    assert modded.stdout == "".join(f"red {frame} {tmp_path / 'data'}\n" for frame in range(3))
    assert [*tmp_path.glob("data/cache/**/hats*.pyc")] != []
    assert [*tmp_path.glob("story/**/*.pyc"), *tmp_path.glob("mods/**/*.pyc")] == []
    assert "data_folder: the host must pass a value" in game.run("game").stderr


def test_cad_plugin(version: str, tmp_path: Path) -> None:
    """Modules in shared libraries are imported in the plug-in, and its tools are found."""
    cad = build("cad_plugin", version, tmp_path)
    cad.write("tools/bolts.py", "def length(): return 40\n")
    script = cad.write("tool.py", "import _ctypes, bolts, sys\nprint(bolts.length())\nsys.exit(3)\n")
    done = cad.run("cad", "./plugin.so", str(tmp_path), script)

    assert (done.returncode, done.stdout) == (3, "40\n"), done.stderr


def test_script_runner(version: str, tmp_path: Path) -> None:
    """No script ends the program, and none sees the names of another."""
    runner = build("script_runner", version, tmp_path)
    scripts = [
        runner.write("first.py", "import sys\nname = 1\nsys.exit(3)\n"),
        runner.write("second.py", "print(name)\n"),
        runner.write("third.py", "print(__name__, sorted(vars())[-1])\n"),
    ]
    done = runner.run("runner", *scripts)

    assert done.stdout.splitlines() == [
        "first.py: 3",
        "second.py: 1, NameError: name 'name' is not defined",
        "__main__ __spec__",
        "third.py: 0",
    ]
    assert done.returncode == 1


def test_tool(version: str, tmp_path: Path) -> None:
    """The tool runs what is in the environment that its user names."""
    tool = build("tool", version, tmp_path)
    environment = tmp_path / "chosen"
    python = tool.python.executable
    assert python is not None
    subprocess.run([python, "-m", "venv", "--without-pip", environment], check=True)
    packages = next(environment.glob("lib/python3.*/site-packages"))
    (packages / "tool_plugin.py").write_text("import sys\nprint(sys.prefix)\nsys.exit(3)\n", encoding="utf-8")
    done = tool.run("tool", str(environment))

    assert (done.returncode, done.stdout) == (3, f"{environment}\n"), done.stderr
    assert "environment: the host must pass a value" in tool.run("tool").stderr


def test_query_engine(version: str, tmp_path: Path) -> None:
    """The engine starts Python, or takes over the one that runs and says what is not as its config wants."""
    engine = build("query_engine", version, tmp_path)
    engine.write("functions/functions.py", "def double(number): return 2 * number\n")
    started = engine.run("engine", str(tmp_path))
    adopted = engine.run("engine", str(tmp_path), "-", PYTHONHOME=str(engine.python.prefix))

    assert (started.returncode, started.stdout) == (0, "42\n"), started.stderr
    *differences, answer = adopted.stdout.splitlines()
    assert (adopted.returncode, answer) == (0, "42"), adopted.stderr
    assert any(line.startswith("isolated is ") for line in differences)
