# options: --target aarch64-apple-darwin
# options (windows): --target x86_64-pc-windows-msvc
"""Targets alone."""

compatible_with(targets = ("x86_64-unknown-linux-gnu", "aarch64-apple-darwin"))
