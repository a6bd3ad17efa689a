# options:
# options (new): --python 3.14
"""Options that nothing comes of, or that fight with a field."""

interpreter(
    profile = "isolated",
    code_debug_ranges = True,
    cpu_count = 4,
    utf8_mode = True,
    x_options = [
        "an_option_of_the_program",
        "dev",
        "faulthandler=0",
        "tracemalloc=5",
        "cpu_count=2",
        "no_debug_ranges",
    ],
)
