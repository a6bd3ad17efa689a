"""
Other languages for configs that Python's package index has, and the same declarations in each of them.

    python benchmarks/peers.py FOLDER

makes a virtual environment in FOLDER with all of them. Each prints JSON from a file with typed declarations that are
written out; `run.py` compares what they print. The ones without a command of their own are called over
their Python API.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

Modules = Sequence[tuple[str, str]]


class Peer(NamedTuple):
    """
    A language.

    Attributes:
        package: What is installed.
        module: What is imported.
        suffix: Of its files.
        write: Makes the text of a file that declares modules.
        program: What evaluates ``sys.argv[1]`` and prints JSON.
    """

    package: str
    module: str
    suffix: str
    write: Callable[[Modules], str]
    program: str


def _jsonnet(modules: Modules) -> str:
    lines = [
        "local extension(name, init) =",
        "  assert std.isString(name) && std.isString(init);",
        "  { name: name, init_func: init };",
        "[",
        *(f'  extension(name="{name}", init="{init}"),' for name, init in modules),
        "]",
    ]
    return "\n".join([*lines, ""])


def _kcl(modules: Modules) -> str:
    lines = ["schema Extension:", "    name: str", "    init_func: str", "", "modules = ["]
    lines += [f'    Extension {{name = "{name}", init_func = "{init}"}}' for name, init in modules]
    return "\n".join([*lines, "]", ""])


PEERS = {
    "go-jsonnet": Peer(
        "gojsonnet",
        "_gojsonnet",
        ".jsonnet",
        _jsonnet,
        "import sys, _gojsonnet; sys.stdout.write(_gojsonnet.evaluate_file(sys.argv[1]))",
    ),
    "jrsonnet": Peer(
        "rjsonnet",
        "rjsonnet",
        ".jsonnet",
        _jsonnet,
        "import sys, rjsonnet; sys.stdout.write(rjsonnet.evaluate_file(sys.argv[1]))",
    ),
    "KCL": Peer(
        "kcl-lib",
        "kcl_lib.api",
        ".k",
        _kcl,
        "import sys, kcl_lib.api as api; arguments = api.ExecProgramArgs(k_filename_list=[sys.argv[1]]);"
        " sys.stdout.write(api.API().exec_program(arguments).json_result)",
    ),
}


def has(python: str, peer: Peer) -> bool:
    """Tell whether an environment has a language."""
    return subprocess.run([python, "-c", f"import {peer.module}"], capture_output=True, check=False).returncode == 0


def main() -> None:
    """Install what there is; what there is not is said."""
    folder = Path(sys.argv[1])
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    for name, peer in PEERS.items():
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", peer.package], check=False)
        print(f"{name}: {'installed' if done.returncode == 0 else 'can not be installed here'}")


if __name__ == "__main__":
    main()
