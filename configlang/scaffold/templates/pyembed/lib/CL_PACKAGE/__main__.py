"""Print one line for each extension module: its name, what it says of itself, and where Python found it."""

import sys

import _by_hand
import _native
import _packed
import _shared
import _speedups
import _vendored

from . import _inner


def main() -> int:
    """Print the lines and return the exit code."""
    for module in (_speedups, _by_hand, _native, _vendored, _inner, _shared, _packed):
        # "built-in" for a module of the executable, the file for the others.
        print(f"{module.__name__}: {module.describe()} ({module.__spec__.origin})")
    if sys.argv[1:]:
        print("arguments:", *sys.argv[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
