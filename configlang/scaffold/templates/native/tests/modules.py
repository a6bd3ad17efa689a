"""Run the program, and compare what it prints with what its modules are to say: python3 tests/modules.py PROGRAM."""

import os
import subprocess
import sys

program = os.path.abspath(sys.argv[1])
library = os.path.join(os.path.realpath(os.path.dirname(program)), "lib", "_shared.so")
expected = [
    "_speedups: C, linked into the executable (built-in)",
    "_vendored: C, linked into the executable from a prebuilt archive (built-in)",
    "CL_PACKAGE._inner: C, linked into the executable, in a package (built-in)",
    f"_shared: C, a shared library that is found as a file ({library})",
    "arguments: one -O",
]
done = subprocess.run([program, "one", "-O"], stdout=subprocess.PIPE, encoding="utf-8", check=False)
if (done.returncode, done.stdout.splitlines()) != (0, expected):
    sys.exit("\n".join([f"exit code {done.returncode}", "expected:", *expected, "got:", done.stdout]))
print("modules: passed")
