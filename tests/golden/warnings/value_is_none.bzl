# options:
"""Values that are None, where one was meant."""

load("@stdlib//:paths.bzl", "stdlib_paths")

def more(paths):
    paths.append("$ORIGIN/more")

def stops():
    fail("no")

def fine(paths):
    return paths + ["$ORIGIN/more"]

PATHS = stdlib_paths("$ORIGIN", python = "3.12")
LIST = PATHS.append("$ORIGIN/lib")
OPTIONS = {"a": 1}

filesystem_importer(paths = more(PATHS))
interpreter(x_options = PATHS.extend([]), home = None)
print(OPTIONS.update(b = 2))
print(stops() if not PATHS else 1)

# Right as they stand.
PATHS.append("$ORIGIN/a")
[PATHS.append(path) for path in ["$ORIGIN/b"]]
print(fine(PATHS), OPTIONS.get("a"), PATHS.pop())
