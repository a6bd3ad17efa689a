# options:
"""A project file that is no TOML."""

static_extension("a")
