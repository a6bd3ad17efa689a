"""
Serves as a process of multiprocessing, which ends as a program does.

``freeze_support`` does so for a worker of a frozen program, whose second argument is the mark, and exits; other
workers, the resource tracker and the fork server get their code as in ``python -c``.
"""

import sys

if sys.argv[1] == "--multiprocessing-fork":
    from multiprocessing import spawn

    spawn.freeze_support()
else:
    place = sys.argv.index("-c")
    source = sys.argv[place + 1]
    sys.argv[:] = ["-c"] + sys.argv[place + 2:]  # fmt: skip  # noqa: RUF005
    exec(source, {"__name__": "__main__"})  # noqa: S102 - it is the command line of this process
