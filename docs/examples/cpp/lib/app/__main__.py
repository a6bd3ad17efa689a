"""Print one line for each extension module: its name, what it says of itself, and where Python found it."""

import os
import sys

import _speedups

from app import _native


def main() -> int:
    """Print the lines and return the exit code."""
    for module in (_speedups, _native):
        print(f"{module.__name__}: {module.describe()} ({module.__spec__.origin})")
    if sys.argv[1:]:
        print("arguments:", *sys.argv[1:])
    # What src/main.cpp has added to the config.
    if sys.pycache_prefix:
        print("byte code:", sys.pycache_prefix)
    if "APP_THREADS" in os.environ and sys.version_info >= (3, 13):
        print("threads:", os.process_cpu_count())
    return 0


if __name__ == "__main__":
    sys.exit(main())
