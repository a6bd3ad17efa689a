# options:
"""Arguments of functions of the user's own that have types."""

def macro(name: str, level: int = 1, names: list[str] = []) -> str:
    return name

macro(1)
macro("a", level = "2")
macro("a", names = ["b"] if TARGET.os == "linux" else "b")

def returns_wrong() -> int:
    return "a"

returns_wrong()
