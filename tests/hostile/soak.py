"""
Run the command for a long time where little holds: killed at any moment, without room, without descriptors, at once.

After each trial every output is whole, an old one or a new one; nothing of the command's own is left but what a killed
run leaves, which the next one takes away; no process outlives its command; and the exit code is one of those that the
documents name, never that of a bug. What breaks this is told with its seed, and the exit code is 1.

Trials follow from ``--seed`` alone; how many of them a run gets through follows from ``--minutes`` too.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

CONFIG = """\
interpreter(profile = "isolated", utf8_mode = True, run_command = variable("text", default = ""))
[static_extension("module_%d" % number) for number in range(variable("count", default = 100))]
"""
OUTPUTS = ("c=app.c", "json=app.json", "rust-ffi=app.rs", "rust=pyembed.rs")
FILES = ("app.c", "app.h", "app.json", "app.rs", "pyembed.rs")
VARIANTS = ("one", "two", "three")
ENDED = {0, 1, 4}
"""The exit codes of a command that nobody has ended."""
NOT_COME_UP = ("KeyboardInterrupt", "MemoryError", "OSError: [Errno 12] ")
"""What ends a Python that has not yet read the command, as the last line of a traceback."""
LONGEST = 60
"""Seconds after which a command hangs."""


class Broken(Exception):  # noqa: N818 - it is what the soak looks for
    """A promise that was not kept."""


def command(variant: str, outputs: tuple[str, ...] = OUTPUTS) -> list[str]:
    """Return the words of the command that writes the outputs of a variant."""
    words = [sys.executable, "-m", "configlang", "eval", "app.bzl", "-D", f"text={variant}", "--python", "3.10"]
    return [*words, *(word for output in outputs for word in ("--output", output))]


def start(variant: str, limits: Mapping[int, int] | None = None) -> subprocess.Popen[str]:
    """Start the command, with limits by the number of the resource."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        for number, value in (limits or {}).items():
            resource.setrlimit(number, (value, value))

    return subprocess.Popen(
        command(variant),
        env={**os.environ, "PYTHONPATH": str(ROOT), "CONFIGLANG_CACHE_DIR": os.devnull},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,  # noqa: PLW1509 - this process has one thread
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a command; return its exit code and what it said. Nothing of its session may outlive it."""
    try:
        _, err = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise Broken("it hangs") from error
    deadline = time.monotonic() + 2
    while session := members(process.pid):
        if time.monotonic() > deadline:
            raise Broken(f"processes outlive the command: {session}")
        time.sleep(0.02)
    if process.returncode == 3 or ("Traceback" in err and not is_pythons(err)):
        raise Broken(f"it calls itself broken: {err}")
    return process.returncode, err


def is_pythons(err: str) -> bool:
    """Tell whether Python itself did not come up, which says so in its way, or not as far as to run the command."""
    ours = set(re.findall(rf'File "{re.escape(str(ROOT / "configlang"))}{re.escape(os.sep)}(.*?)"', err))
    last = err.rstrip().rpartition("\n")[2]
    return not ours or (ours <= {"__init__.py", "__main__.py"} and last.startswith(NOT_COME_UP))


def members(session: int) -> list[int]:
    """Return the processes of a session that still run."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parts = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(parts[3]) == session and parts[0] != "Z":
                found.append(int(folder.name))
    return found


class Soak:
    """The trials, in a folder of their own."""

    def __init__(self, seed: int) -> None:
        """Write the config, and remember what each variant gives."""
        self.random = random.Random(seed)  # noqa: S311 - it is to be repeated
        self.expected: dict[str, dict[str, bytes]] = {}
        Path("app.bzl").write_text(CONFIG)
        for variant in VARIANTS:
            self.write(variant)
            self.expected[variant] = {name: Path(name).read_bytes() for name in FILES}

    def write(self, variant: str) -> None:
        """Write the outputs of a variant, which nothing hinders; nothing else is left then."""
        code, err = finish(start(variant))
        if code != 0:
            raise Broken(f"a run that nothing hinders ends with {code}: {err}")
        if rests := [path.name for path in Path().iterdir() if path.name not in {*FILES, "app.bzl"}]:
            raise Broken(f"a run that nothing hinders leaves {rests}")

    def hold(self, *, variants: tuple[str, ...] = VARIANTS, has_rests: bool = False) -> None:
        """Hold that every output is that of a variant, and that nothing else is left."""
        for name in FILES:
            if Path(name).read_bytes() not in [self.expected[variant][name] for variant in variants]:
                raise Broken(f"{name} is neither old nor new")
        rests = [path.name for path in Path().iterdir() if path.name not in {*FILES, "app.bzl"}]
        if rests and not has_rests:
            raise Broken(f"it leaves {rests}")

    def kill(self) -> str:
        """Kill a run at any moment, in any way."""
        old, new = self.random.sample(VARIANTS, 2)
        self.write(old)
        number = self.random.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT))
        process = start(new)
        time.sleep(self.random.uniform(0.0, 0.35))
        process.send_signal(number)
        code, err = finish(process)
        # Before it has come to itself, a signal ends Python as it ends any program.
        if code not in {0, -number, 128 + number} and "KeyboardInterrupt" not in err:
            raise Broken(f"{number.name} ends it with {code}: {err}")
        self.hold(variants=(old, new), has_rests=number is signal.SIGKILL)
        self.write(new)
        return number.name

    def fill(self) -> str:
        """Let no file become larger than some size."""
        old, new = self.random.sample(VARIANTS, 2)
        self.write(old)
        code, err = finish(start(new, {resource.RLIMIT_FSIZE: self.random.randrange(0, 60_000)}))
        if code not in {0, 4}:
            raise Broken(f"a full disk ends it with {code}: {err}")
        self.hold(variants=(new if code == 0 else old,))
        return f"full disk: {code}"

    def starve(self) -> str:
        """Let few descriptors be open."""
        old, new = self.random.sample(VARIANTS, 2)
        self.write(old)
        code, err = finish(start(new, {resource.RLIMIT_NOFILE: self.random.randrange(4, 24)}))
        # With fewer still, Python itself does not come up.
        if code not in {0, 4} and "configlang" in err:
            raise Broken(f"few descriptors end it with {code}: {err}")
        self.hold(variants=(new if code == 0 else old,))
        return f"few descriptors: {'Python fails' if code not in {0, 4} else code}"

    def squeeze(self) -> str:
        """Let the address space be small."""
        old, new = self.random.sample(VARIANTS, 2)
        self.write(old)
        code, err = finish(start(new, {resource.RLIMIT_AS: self.random.randrange(10, 80) << 20}))
        if code not in ENDED and "configlang: " in err:
            raise Broken(f"little memory ends it with {code}: {err}")
        self.hold(variants=(new if code == 0 else old,))
        return f"little memory: {'Python fails' if code not in ENDED else code}"

    def crowd(self) -> str:
        """Let several runs write the same files at once, some of which are killed."""
        processes = [start(self.random.choice(VARIANTS)) for _ in range(4)]
        is_killing = self.random.random() < 0.5
        if is_killing:
            time.sleep(self.random.uniform(0.1, 0.5))
            for process in processes[:2]:
                process.kill()
        for index, process in enumerate(processes):
            code, err = finish(process)
            if code != 0 and not (is_killing and index < 2 and code == -signal.SIGKILL):
                raise Broken(f"a run beside others ends with {code}: {err}")
        self.hold(has_rests=is_killing)
        self.write(VARIANTS[0])
        return "at once, some killed" if is_killing else "at once"


TRIALS: tuple[Callable[[Soak], str], ...] = (Soak.kill, Soak.kill, Soak.fill, Soak.starve, Soak.squeeze, Soak.crowd)


def main() -> int:
    """Run trials until the time is over; return 1 where a promise was not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    end = time.monotonic() + given.minutes * 60
    counts: Counter[str] = Counter()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        soak = Soak(given.seed)
        while time.monotonic() < end:
            trial = soak.random.choice(TRIALS)
            try:
                counts[trial(soak)] += 1
            except Broken as error:
                broken += 1
                sys.stderr.write(f"{trial.__name__}: {error}\n")
                if broken > 10:
                    break
        os.chdir("/")
    for name, count in sorted(counts.items()):
        sys.stdout.write(f"{count:6} {name}\n")
    sys.stdout.write(f"{counts.total()} trials held, {broken} did not (seed {given.seed})\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
