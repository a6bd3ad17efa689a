# options:
"""An error can't be silenced."""

# configlang: disable=bad-module-name
static_extension("a-b")
