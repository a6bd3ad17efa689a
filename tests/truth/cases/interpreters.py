"""Sub-interpreters: which do not start, what is unsafe, and what they can't import."""

from __future__ import annotations

from pathlib import Path

from configlang.findings.finding import Severity
from tests.hosts import interpreter_programs
from tests.hosts.cpythons import CPython
from tests.hosts.programs import Run
from tests.truth.claims import Claim, Special, Unproven

HEAD = 'interpreter(profile = "isolated", utf8_mode = True)\n'
LINKED = f'{HEAD}static_extension("two", init = "PyInit_multi")\n'
SHARED = 'sub_interpreter("worker", gil = "shared")'


def started(python: CPython, folder: Path, text: str, script: str = "pass") -> Run:
    """Run a script in a sub-interpreter of a config."""
    folder.mkdir(exist_ok=True)
    return interpreter_programs.run(interpreter_programs.make(folder, python, "c", text), "worker", script)


def refused(message: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a claim's `happens`
    """Return what tells whether a start is refused with a message."""
    return lambda python, folder, text: message in started(python, folder, text).stdout.partition("\n")[0]


def fails(script: str, message: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a claim's `happens`
    """Return what tells whether a script fails with a message."""
    return lambda python, folder, text: message in started(python, folder, text, script).stdout


FORK = """
import os, sys
sys.stdout.flush()
child = os.fork()
if not child:
    os._exit(0)
status = os.waitpid(child, 0)[1]
print("died" if status else "lived")
"""

DAEMON = "import threading, time; threading.Thread(target=time.sleep, args=(0.5,), daemon=True).start()"

CLAIMS: tuple[Claim, ...] = (
    Special(
        code="no-sub-interpreters",
        bad=f'compatible_with(python = ">=3.8")\n{HEAD}{SHARED}',
        good=f'compatible_with(python = ">=3.8")\n{HEAD}',
        happens=lambda python, folder, text: (
            "sub_interpreter" in text and "it needs CPython 3.12" in started(python, folder, text).stdout
        ),
        last="3.11",
    ),
    Special(
        code="sub-interpreter-fails",
        severity=Severity.ERROR,
        bad=HEAD + 'sub_interpreter("worker", check_multi_interp_extensions = False)',
        good=HEAD + 'sub_interpreter("worker")',
        happens=refused("per-interpreter obmalloc does not support single-phase init extension modules"),
        first="3.12",
    ),
    Special(
        code="sub-interpreter-fails",
        name="shared",
        bad=HEAD + 'sub_interpreter("worker", gil = "shared", use_main_obmalloc = False)',
        good=HEAD + SHARED,
        happens=refused("per-interpreter obmalloc does not support single-phase init extension modules"),
        first="3.12",
    ),
    Special(
        code="unsafe-sub-interpreter",
        name="no check",
        bad=LINKED + 'sub_interpreter("worker", use_main_obmalloc = True, check_multi_interp_extensions = False)',
        good=LINKED + 'sub_interpreter("worker")',
        # A module that says nothing of interpreters is imported where there are several GILs.
        happens=fails("import two", "ran 0 0"),
        first="3.12",
    ),
    Unproven(
        code="unsafe-sub-interpreter",
        name="one allocator",
        bad=HEAD + 'sub_interpreter("worker", use_main_obmalloc = True)',
        good=HEAD + 'sub_interpreter("worker")',
        first="3.12",
        reason="What two threads do to one allocator without a lock is chance; that no lock is there is in the source.",
    ),
    Special(
        code="unsafe-sub-interpreter",
        name="fork",
        bad=HEAD + 'sub_interpreter("worker", gil = "shared", allow_fork = True)',
        good=HEAD + 'sub_interpreter("worker", gil = "shared", allow_fork = False)',
        happens=fails(FORK, "died"),
        first="3.12",
    ),
    Special(
        code="unsafe-sub-interpreter",
        name="daemons",
        bad=HEAD + 'sub_interpreter("worker", gil = "shared", allow_daemon_threads = True)',
        good=HEAD + 'sub_interpreter("worker", gil = "shared", allow_daemon_threads = False)',
        happens=fails(DAEMON, "a daemon thread still runs in it"),
        first="3.12",
        last="3.13",
    ),
    Special(
        code="modules-in-sub-interpreters",
        severity=Severity.INFO,
        bad=LINKED + 'sub_interpreter("worker")',
        good=LINKED + SHARED,
        happens=fails("import two", "module two does not support loading in subinterpreters"),
        first="3.12",
    ),
    Special(
        code="library-in-sub-interpreters",
        severity=Severity.INFO,
        bad=HEAD + 'sub_interpreter("worker")',
        good=HEAD + SHARED,
        # What has a form in Python is imported all the same.
        happens=fails(
            "import datetime, decimal\ntry:\n    import _datetime\nexcept ImportError:\n    import _ctypes",
            "module _ctypes does not support loading in subinterpreters",
        ),
        first="3.12",
        last="3.12",
    ),
)
