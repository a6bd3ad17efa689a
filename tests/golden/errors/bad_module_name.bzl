# options:
"""Names that Python can't import."""

static_extension("")
static_extension("my-module")
static_extension("app..fast")
static_extension("app.class")
static_extension("käse")
static_extension("1st")
dynamic_extension("a b", "$ORIGIN/a.so")
