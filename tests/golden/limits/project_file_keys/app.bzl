# options:
"""Tables and keys of configlang.toml that mean nothing."""

interpreter(profile = "isolated")
