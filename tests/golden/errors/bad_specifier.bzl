# options:
"""Version limits that can't be read: each config has one, so each is in a function of its own here."""

compatible_with(python = ">=3.9,3.12")
