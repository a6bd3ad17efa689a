"""A copy of the checkout, which faults are put into and tests are run in: nothing is ever done in the checkout."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path


def sources(root: Path) -> list[str]:
    """Return the files of a checkout that git has or would have, but for those that are gone."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(name for name in set(listed.stdout.split("\0")) if name and (root / name).exists())


class Tree:
    """
    A copy of a checkout with an environment of its own, in which `configlang` is that of the copy in every process.

    Attributes:
        folder: Where it is.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        """
        Make the copy.

        Args:
            root: The checkout; its environment must be the one that runs this.
            folder: What becomes the copy; what is there is removed.
        """
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        for name in sources(root):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name, follow_symlinks=False)
        if (root / ".cpython").exists():
            (folder / ".cpython").symlink_to(root / ".cpython")
        self._python = self._make_environment()

    def _make_environment(self) -> Path:
        """Make an environment with what this one has, but for the package itself, and return its interpreter."""
        environment = self.folder / ".venv"
        venv.create(environment, symlinks=os.name != "nt")
        (packages,) = environment.glob("**/site-packages")
        # What lists a folder here does not run what that folder lists: so not the one of the editable package either.
        others = [path for path in sys.path if Path(path).name == packages.name]
        (packages / "tree.pth").write_text("".join(f"{path}\n" for path in (self.folder, *others)), encoding="utf-8")
        return environment / ("Scripts" if os.name == "nt" else "bin") / Path(sys.executable).name

    @contextlib.contextmanager
    def changed(self, texts: Mapping[str, str]) -> Iterator[None]:
        """Have other texts in some files until the end of a block."""
        before = {path: (self.folder / path).read_bytes() for path in texts}
        try:
            for path, text in texts.items():
                self._write(path, text.encode())
            yield
        finally:
            for path, data in before.items():
                self._write(path, data)

    def _write(self, path: str, data: bytes) -> None:
        file = self.folder / path
        file.write_bytes(data)
        # Python tells what is compiled from what by size and whole seconds, both of which two texts may share.
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
            compiled.unlink()

    def pytest(self, arguments: Sequence[str], variables: Mapping[str, str], *, timeout: float) -> tuple[int, str]:
        """
        Run pytest in the copy.

        Args:
            arguments: Those of the command.
            variables: What is in its environment beside what is there.
            timeout: How long it may take, in seconds; then it is ended with all that it has started.

        Returns:
            Its exit code, -1 where it took too long, and what it printed.
        """
        plugins = ("-p", "no:randomly", "-p", "no:cacheprovider", "-p", "tools.mutants.plugin")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHON"))},
            # The same examples of hypothesis in every run.
            "CI": "true",
            **variables,
        }
        process = subprocess.Popen(
            [self._python, "-m", "pytest", "-q", *plugins, *arguments],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            return -1, ""
        except BaseException:
            _end(process)
            raise
        return process.returncode, output


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with all that it has started in its session."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
