# options:
# options: --format rust-expr
"""Comments that silence warnings: on the line, alone above it, several at once; wrong and useless ones."""

TARGET  # configlang: disable=no-effect

# configlang: disable=no-effect
TARGET

def f():  # configlang: disable=missing-return
    return 1
    TARGET  # configlang: disable=unreachable, no-effect

TARGET

# configlang: disable=no-efect
# configlang: disable=duplicate-key
# configlang: disalbe=no-effect
TEXT = "# configlang: disable=no-effect"

# configlang: disable=python-unsupported
compatible_with(python = ">=3.11")
static_extension("a-b" if TEXT == "" else "a")
