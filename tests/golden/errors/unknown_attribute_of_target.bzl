# options:
"""A part that TARGET does not have."""

interpreter(run_module = "app_" + TARGET.system)
