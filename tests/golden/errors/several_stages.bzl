# options:
"""Mistakes of one stage come together; those of a later one wait."""

static_extension("a")
static_extension("a")
interpreter(
    isolated = "yes",
    unknwn = 1,
)
undefined()
static_extension("b", init = "1x")
