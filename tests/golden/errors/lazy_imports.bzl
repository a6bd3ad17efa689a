# options: --python 3.15
"""CPython 3.15 can't do without lazy imports, and reads two words in its option."""

interpreter(
    lazy_imports = 0,
    x_options = ["lazy_imports=none", "pathconfig_warnings=2"],
)
