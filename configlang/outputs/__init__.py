"""From a config to text: one back end per file over shared values and writers."""

FORMATS = ("json", "rust", "rust-expr", "c", "c-initconfig")
"""The names of the outputs; here, so that offering them imports nothing."""

OUTPUT_WARNINGS = ("python-unsupported",)
"""The codes of the warnings that outputs yield."""
