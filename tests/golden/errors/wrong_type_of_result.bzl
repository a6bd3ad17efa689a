# options:
"""A value that is no literal has a type all the same, and its message says the type that the checker knows."""

def count(start: int) -> int:
    return start + 1

def name() -> str:
    return "app"

interpreter(
    home = count(1),
    utf8_mode = name(),
    hash_seed = name() + "2",
)
static_extension(count(2))
static_extension("fast", init = count(3))
filesystem_importer(count(4))
name(count(5))
