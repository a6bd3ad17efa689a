# options: --target x86_64-unknown-linux-gnu
# options (windows): --target x86_64-pc-windows-msvc
# options (one): --python 3.15
"""What changed with CPython 3.15: UTF-8 mode of the isolated profile, and imports that are lazy where it is said."""

compatible_with(python = ">=3.13")
interpreter(
    profile = "isolated",
    configure_locale = True,
    lazy_imports = 1,
    x_options = ["lazy_imports=all"],
)
