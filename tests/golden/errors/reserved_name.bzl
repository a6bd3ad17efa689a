# options:
"""Names that configlang keeps for itself."""

__configlang_x = 1
static_extension("a")
