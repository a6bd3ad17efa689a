# options:
# options (old): --python 3.8
"""Filters that CPython drops, and one that undoes another setting."""

interpreter(
    bytes_warning = "raise",
    warn_options = [
        "-Werror",
        "error,ignore::UserWarning",
        "ignore::EncodingWarning",
        "error::Deprecationwarning",
        "ignore::UserWarning:app:first",
        "default",
        "error:a: message:UserWarning:app:1",
        "error:::app:first",
        "sometimes::UserWarning",
    ],
)
