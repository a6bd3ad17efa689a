# options:
"""A comment silences what is meant so."""

compatible_with(python = ">=3.10")

interpreter(
    safe_path = True,  # configlang: disable=unavailable-field
    use_frozen_modules = True,
)
