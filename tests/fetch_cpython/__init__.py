"""Fetches CPythons for the tests; `table.py` has them, `python -m tests.fetch_cpython` does it."""
