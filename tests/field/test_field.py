"""
Situations from public reports, as configs that those who met them would have written.

The comments at the head of a case say what has to come of it:

- ``check: FORMAT [VERSION ...]``, ``process: FORMAT FILE ...``, ``boot: VERSION ...`` and ``host: VERSION ...`` say
  what is run; ``defs``, ``target``, ``env``, ``boot-args``, ``host-args`` and ``host-code`` with what.
- ``must: A|B`` wants a finding of one of these codes, ``must-not`` none of them, ``says`` and ``says-not`` a text in
  some finding or none, ``clean`` neither warning nor error, ``rc`` an exit code; with ``boot-`` before it, of a boot.
- ``started``, ``report: PATH=REGEX``, ``out`` and ``exit`` are about what a boot reports and its program does,
  ``host-out`` and ``host-rc`` about a program of C that is built from the config.
- ``plugin: VERSION ...`` builds a plug-in, which a program opens with RTLD_LOCAL; it runs ``plugin-code``, and
  ``plugin-out`` is what then comes out.
- ``explain: CODE`` has a page that ``explain-says`` matches.

``{prefix}``, ``{exe}``, ``{venv}``, ``{lib}``, ``{tmp}`` and ``{version}`` stand for a CPython's prefix, its
interpreter, an environment made of it, its library under a free name, a folder, and its version.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from configlang import evaluate
from tests.hosts.cpythons import (
    ALL_VERSIONS,
    CPython,
    compile_flags,
    link_flags,
    require_cpython,
    require_tool,
)
from tests.hosts.plugins import build_loader, build_plugin

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
HOST = """\
#include "app.h"
#include <Python.h>
int main(int argc, char **argv)
{
    app_host host = {.argc = argc, .argv = argv};
    app_status status;
    if (app_initialize(&host, &status) != APP_OK) {
        printf("FAILED %%s\\n", status.message);
        return 99;
    }
    %s
    if (Py_IsInitialized())
        Py_FinalizeEx();
    return 0;
}
"""

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="programs are built for Linux"),
]


class Case:
    """
    A case, with a folder to work in.

    Attributes:
        path: Its config.
        said: What its head says, by key.
        folder: Where files are made.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        """Read the head."""
        self.path = path
        self.folder = folder
        self.said: dict[str, list[str]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                break
            key, _, value = line.removeprefix("# ").partition(": ")
            self.said.setdefault(key, []).append(value.strip())

    def get(self, key: str) -> str:
        """Return what is said once, empty where it is not."""
        return self.said.get(key, [""])[0]

    def filled(self, text: str, python: CPython | None) -> str:
        """Return a text with what its names stand for."""
        text = text.replace("{tmp}", str(self.folder))
        if python is None:
            for name, value in {"prefix": "/opt/python", "exe": "/opt/python/bin/python3", "version": "3.11"}.items():
                text = text.replace(f"{{{name}}}", value)
            return text.replace("{venv}", "/srv/app/venv").replace("{lib}", "/opt/game/pylib")
        text = text.replace("{prefix}", str(python.prefix)).replace("{version}", python.version)
        text = text.replace("{exe}", str(python.prefix / "bin" / "python3"))
        if "{venv}" in text:
            venv = self.folder / f"venv-{python.version}"
            if not venv.exists():
                interpreter = python.prefix / "bin" / "python3"
                subprocess.run([interpreter, "-m", "venv", "--without-pip", venv], check=True)
            text = text.replace("{venv}", str(venv))
        if "{lib}" in text:
            library = self.folder / f"pylib-{python.version.replace('.', '_')}"
            if not library.exists():
                library.symlink_to(python.prefix / "lib" / f"python{python.version}")
            text = text.replace("{lib}", str(library))
        return text

    def environment(self, python: CPython | None) -> dict[str, str]:
        """Return the environment to run in: without variables of Python's but those that the case sets."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        given = dict(pair.split("=", 1) for pair in shlex.split(self.filled(self.get("env"), python)))
        return {**kept, **given}

    def options(self, python: CPython | None) -> list[str]:
        """Return the variables and the target."""
        pairs = [pair for line in self.said.get("defs", ()) for pair in shlex.split(line)]
        target = self.get("target")
        defined = [word for pair in pairs for word in ("-D", self.filled(pair, python))]
        return [*defined, *(["--target", target] if target else [])]

    def run(self, words: Sequence[str], python: CPython | None) -> subprocess.CompletedProcess[str]:
        """Run the command; variables of Python's are for the programs that it starts, and not for its own."""
        start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from configlang.__main__ import main; sys.exit(main())"
        done = subprocess.run(
            [sys.executable, "-E", "-c", start, *words],
            cwd=self.path.parent,
            env=self.environment(python),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=300,
            check=False,
        )
        assert done.returncode in {0, 1}, done.stderr
        return done

    def judge(self, found: Sequence[dict[str, Any]], where: str, start: str = "") -> None:
        """Hold findings against what the case says of them."""
        codes = {each["code"] for each in found}
        texts = [" ".join(str(each.get(part, "")) for part in ("code", "message", "hint")) for each in found]
        for line in self.said.get(f"{start}must", ()):
            assert codes & set(line.split("|")), f"{where} lacks {line}: {texts}"
        assert not codes & set(self.get(f"{start}must-not").split("|")), f"{where}: {texts}"
        for pattern in self.said.get(f"{start}says", ()):
            assert any(re.search(pattern, text, re.IGNORECASE | re.DOTALL) for text in texts), (
                f"{where} lacks /{pattern}/: {texts}"
            )
        for pattern in self.said.get(f"{start}says-not", ()):
            assert not any(re.search(pattern, text, re.IGNORECASE | re.DOTALL) for text in texts), (
                f"{where}: /{pattern}/ in {texts}"
            )
        if self.get(f"{start}clean") == "yes":
            assert {each["severity"] for each in found} <= {"info"}, f"{where}: {texts}"


def matches(pattern: str, text: str) -> bool:
    """Tell whether a text has what a pattern says, in whatever case and over several lines."""
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def findings_of(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Return the findings of a run, which are lines of JSON."""
    return [json.loads(line) for line in done.stderr.splitlines() if line.startswith('{"code"')]


@pytest.fixture(params=sorted(CASES.glob("*.bzl")), ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    """Give each case."""
    return Case(request.param, tmp_path)


def test_case_comes_out_as_it_should(case: Case) -> None:
    """What is said of a situation, and what a program does in it, is what those who met it had needed to know."""
    check(case)
    for version in case.get("boot").split():
        boot(case, require_cpython(version))
    for version in case.get("host").split():
        host(case, require_cpython(version))
    for version in case.get("plugin").split():
        plugin(case, require_cpython(version))
    if code := case.get("explain"):
        assert re.search(case.get("explain-says"), case.run(["explain", code], None).stdout, re.IGNORECASE)


def check(case: Case) -> None:
    """Check the config, and it among others."""
    if line := case.get("check"):
        output, *versions = line.split()
        for version in versions or [""]:
            words = ["check", case.path.name, "--format", output, "--message-format", "json", *case.options(None)]
            done = case.run([*words, *(["--python", version] if version else [])], None)
            case.judge(findings_of(done), f"check {output} {version}")
            assert case.get("rc") in {"", str(done.returncode)}
    if line := case.get("process"):
        output, *others = line.split()
        words = ["check", "--process", case.path.name, *others, "--format", output, "--message-format", "json"]
        case.judge(findings_of(case.run([*words, *case.options(None)], None)), "process")


def boot(case: Case, python: CPython) -> None:
    """Boot the config, and its program."""
    extra = shlex.split(case.filled(case.get("boot-args"), python))
    extra = extra if "--origin" in extra else ["--origin", str(case.folder), *extra]
    base = ["boot", case.path.name, "--python", str(python.prefix), *case.options(python)]
    where = f"boot {python.version}"
    done = case.run([*base, "--json", "--message-format", "json", *extra], python)
    report = json.loads(done.stdout)["boots"][0]
    case.judge(findings_of(done), where, "boot-")
    if wanted := case.get("started"):
        assert (report["outcome"] == "started") == (wanted == "yes"), f"{where}: {report}"
    for line in case.said.get("report", ()):
        name, _, pattern = line.partition("=")
        value: Any = report
        for part in name.split("."):
            value = value[part]
        text = value if isinstance(value, str) else json.dumps(value)
        assert re.search(case.filled(pattern, python), text), f"{where}: {name} is {text}"
    end = extra.index("--") if "--" in extra else len(extra)
    running = [*extra[:end], "--run", *extra[end:]]
    if pattern := case.get("out"):
        done = case.run([*base, *running], python)
        assert re.search(case.filled(pattern, python), done.stdout + done.stderr), f"{where}: {done}"
    if wanted := case.get("exit"):
        done = case.run([*base, "--json", *running], python)
        assert wanted == str(json.loads(done.stdout)["boots"][0]["exit_code"]), f"{where}: {done}"


def host(case: Case, python: CPython) -> None:
    """Build a program of C from the config, and start it."""
    folder = case.folder / python.version
    folder.mkdir()
    words = ["eval", case.path.name, "--python", python.version, "--output", f"c={folder}/app.c"]
    assert case.run([*words, *case.options(python)], python).returncode == 0
    (folder / "main.c").write_text(HOST % case.get("host-code"), encoding="utf-8")
    compiler = [require_tool("cc"), "main.c", "app.c", *compile_flags(python), *link_flags(python), "-o", "app"]
    built = subprocess.run(compiler, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    done = subprocess.run(
        [folder / "app", *shlex.split(case.get("host-args"))],
        cwd=folder,
        env=case.environment(python),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert re.search(case.filled(case.get("host-out"), python), done.stdout + done.stderr), done
    assert case.get("host-rc") in {"", str(done.returncode)}, done


def plugin(case: Case, python: CPython) -> None:
    """Build a plug-in from the config, and have a program open it and run code."""
    config = evaluate(case.path, python=python.version).require()
    (case.folder / python.version).mkdir()
    library = build_plugin(case.folder / python.version / "plugin", python, config)
    loader = build_loader(case.folder / python.version, python)
    done = loader.run("open", library, "start", python.prefix, "run", case.get("plugin-code"), "end")
    assert matches(case.get("plugin-out"), done.stdout + done.stderr), done


def keys() -> Iterator[str]:
    """Give all keys of all heads."""
    for path in CASES.glob("*.bzl"):
        yield from Case(path, path.parent).said


def test_heads_say_what_is_looked_at() -> None:
    """No key is misspelt, which would keep what it wants from being looked at; and versions exist."""
    known = set(re.findall(r"``([a-z-]+)(?:: [^`]*)?``", __doc__ or ""))
    findings = {f"boot-{key}" for key in ("must", "must-not", "says", "says-not", "clean")}
    assert set() == set(keys()) - known - findings - {"source"}
    for path in CASES.glob("*.bzl"):
        case = Case(path, path.parent)
        versions = " ".join(map(case.get, ("boot", "host", "plugin"))).split()
        assert set() == set(versions) - set(ALL_VERSIONS)
