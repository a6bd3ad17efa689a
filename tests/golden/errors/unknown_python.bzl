# options (patch): --python 3.11.4.1
# options (no-such-build): --python 3.99t
# options (new): --python 3.99
# options (two): --python 2.7
# options (word): --python python3.11
"""Versions that configlang does not know."""

interpreter()
