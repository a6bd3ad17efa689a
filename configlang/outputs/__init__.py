"""From a config to text: one back end per file over shared values and writers."""

FORMATS = ("json", "rust", "rust-expr", "c", "c-initconfig", "rust-ffi", "yaml")
"""The names of the outputs; here, so that offering them imports nothing."""

OUTPUT_WARNINGS = ("python-unsupported", "profile-cut-short", "overwritten", "boot-differs", "symbols-not-exported")
"""The codes of the warnings that outputs yield, and of what is said for some outputs alone."""

WITH_HEADER = ("c", "c-initconfig")
"""The outputs that are a source file and a header beside it."""

PACKED_SUFFIX = ".packed-resources"
"""What takes the place of an output's suffix in the name of the packed resources beside it."""
