"""What the pages of the findings and the explanations say of CPython."""

from __future__ import annotations

from tests.truth.sentence import Sentence
from tests.truth.sentences.fields import ENCODINGS, EXECUTABLE, came_up, isolated, lay_out, says

__all__ = ["SENTENCES", "lay_out"]

HOW = "explanation/how-cpython-reads-its-config.md"

SENTENCES = (
    Sentence(
        source=HOW,
        text="the user's with `configure_locale`, which `LC_ALL=C` makes ASCII again",
        last="3.14",
        config='interpreter(profile = "isolated", configure_locale = True)',
        environment={"LC_ALL": "C"},
        ask=ENCODINGS,
        shown=says("ascii ascii"),
    ),
    Sentence(
        source=HOW,
        text="the user's with `configure_locale`",
        config='interpreter(profile = "isolated", configure_locale = True)',
        environment={"LC_ALL": "C.UTF-8"},
        ask=ENCODINGS,
        shown=says("utf-8 utf-8"),
    ),
    Sentence(
        source=HOW,
        text="or one that the host has set itself.",
        config='interpreter(profile = "isolated")',
        environment={"LC_ALL": "C", "HOST_WIDE": "1"},
        ask=ENCODINGS,
        shown=says("utf-8 utf-8"),
    ),
    Sentence(
        source=HOW,
        text="the status names it from 3.13 on",
        config=isolated('home = "/nowhere"'),
        home=False,
        shown=lambda run: not came_up(run) and "encodings" in run.stderr.splitlines()[-1],
        first="3.13",
    ),
    Sentence(
        source=HOW,
        text="and before says that the codec of the file system encoding can't be had.",
        config=isolated('home = "/nowhere"'),
        home=False,
        shown=lambda run: "codec of the filesystem encoding" in run.stderr,
        last="3.12",
    ),
    Sentence(
        source="code prefix-moves-library",
        text="`base_prefix` for the library, unless without `home` the executable leads to one",
        config=isolated(f'base_prefix = "/nowhere", {EXECUTABLE}'),
        home=False,
        shown=came_up,
    ),
    Sentence(
        source="code argv-changed",
        text="`-c` among the items names a program that runs in place of `run_module` and `run_filename`",
        config=isolated('parse_argv = True, argv = ["app", "-c", "print(2)"], run_module = "this"'),
        shown=says("2"),
        is_running=True,
    ),
    Sentence(
        source="code argv-changed",
        text="and `-m` one in place of `run_filename`.",
        config=isolated('parse_argv = True, argv = ["app", "-m", "colorsys"], run_filename = "script.py"'),
        shown=lambda run: (run.code, run.stdout) == (0, ""),
        is_running=True,
    ),
    Sentence(
        source="code bad-warn-option",
        text="other actions than default, always, all, ignore, module, once and error",
        config=isolated('warn_options = ["all"]'),
        shown=lambda run: came_up(run) and run.stderr == "",
    ),
)
