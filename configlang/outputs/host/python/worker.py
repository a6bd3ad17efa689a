"""
Serves as a process of multiprocessing, and sets ``code``: what the process ends with.

``freeze_support`` does so for a worker of a frozen program, whose second argument is the mark, and exits; other
workers, the resource tracker and the fork server get their code as in ``python -c``.
"""

import sys

try:
    if sys.argv[1] == "--multiprocessing-fork":
        from multiprocessing import spawn

        spawn.freeze_support()
    else:
        place = sys.argv.index("-c")
        source = sys.argv[place + 1]
        sys.argv[:] = ["-c"] + sys.argv[place + 2:]  # fmt: skip  # noqa: RUF005
        exec(source)  # noqa: S102 - it is the command line of this process
    code = 0
except SystemExit as error:
    code = error.code if isinstance(error.code, int) else int(error.code is not None)
