# options: --python 3.12
"""The text of the version, compared by its order: at once, and wherever it went."""

load(":lib.bzl", "is_late", "is_older", describe = "description")

VERSION = TARGET.python
PARTS = VERSION.split(".")
INFO = describe(TARGET)
BY_NAME = {"python": VERSION, "level": 4}

def chosen():
    """Returns the version."""
    return TARGET.python

def numbers():
    """Returns the version as numbers, under a name that was the text before."""
    version = TARGET.python
    version = tuple([int(part) for part in version.split(".")])
    return version >= (3, 9)

interpreter(
    verbose = TARGET.python >= "3.9" or "3.10" < VERSION or PARTS[1] > "9",
    quiet = is_late(VERSION) or is_older("3.9", newer = chosen()) or chosen() <= "3.9",
    inspect = INFO.python > "3.9" or BY_NAME["python"] > "3.9" or max("3.9", VERSION) == VERSION,
    interactive = any([each >= "3.9" for each in [VERSION]]) or (lambda version: version < "3.9")(VERSION),
    # Right as they stand.
    import_time = VERSION == "3.9" or VERSION != "3.10" or VERSION in ["3.11"] or TARGET.version >= (3, 9),
    parser_debug = INFO.level > 3 or BY_NAME["level"] > 3 or int(PARTS[1]) >= 9 or numbers() or len(VERSION) > 3,
    malloc_stats = "b" > "a" or TARGET.os < "m",
)
