# options:
# options (old): --python 3.10
"""Options that CPython refuses to start with, in all versions or in some."""

interpreter(
    x_options = [
        "int_max_str_digits=100",
        "cpu_count=0",
        "frozen_modules=yes",
    ],
)
