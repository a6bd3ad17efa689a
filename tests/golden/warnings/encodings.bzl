# options:
# options (macos): --target aarch64-apple-darwin
# options (windows): --target x86_64-pc-windows-msvc
"""Locale and encodings: settings that CPython does not take as they are meant."""

def declare(profile, **fields):
    """Declares the interpreter: the place is that of the setting, and the call stands below it."""
    interpreter(
        profile = profile,
        coerce_c_locale = "LC_CTYPE",
        coerce_c_locale_warn = True,
        **fields
    )

if TARGET.os == "macos":
    declare(
        "python",
        configure_locale = False,
        filesystem_encoding = "latin-1",
        stdio_errors = "surogateescape",
        utf8_mode = True,
    )
else:
    declare("isolated")
