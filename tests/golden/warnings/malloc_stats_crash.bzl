# options:
# options (fine): --python 3.13
"""Statistics that CPython 3.12 may crash over."""

interpreter(malloc_stats = True)
