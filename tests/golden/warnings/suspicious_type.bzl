# options:
# options (windows): --target x86_64-pc-windows-msvc
"""What looks wrong to the type checker: on Windows it is, and elsewhere nobody knows."""

EXTRA = None
LEVELS = [0, 1]

def join(paths: list[str]) -> str:
    return "/".join(paths)

if TARGET.os == "windows":
    print(join([part for part in ["a"]]) - "b")
print(LEVELS == "0", "1" in LEVELS)

# Right as it stands.
print(LEVELS.index(1, 0, 2), LEVELS[None:1], EXTRA == LEVELS, EXTRA[0] if EXTRA else 0)
