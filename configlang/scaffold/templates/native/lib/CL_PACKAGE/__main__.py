"""Print one line for each extension module: its name, what it says of itself, and where Python found it."""

import sys

import _shared
import _speedups
import _vendored

from . import _inner


def main() -> int:
    """Print the lines and return the exit code."""
    for module in (_speedups, _vendored, _inner, _shared):
        # "built-in" for a module of the executable, the file for the others.
        print(f"{module.__name__}: {module.describe()} ({module.__spec__.origin})")
    if sys.argv[1:]:
        print("arguments:", *sys.argv[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
