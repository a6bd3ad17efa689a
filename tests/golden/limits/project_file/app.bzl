# options:
"""Limits that do not exist or mean nothing."""

static_extension("a")
