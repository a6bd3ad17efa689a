# options:
"""The profile that `interpreter` has by default is written out, and so is a False; None is as good as nothing."""

interpreter(
    isolated = False,
    utf8_mode = None,
    warn_options = [],
)
