# options:
# options (option): --target x86_64-unknown-plan9
# options (words): --target linux
"""Targets that configlang does not know, in the config and on the command line."""

compatible_with(targets = ["x86_64-unknown-linux-gnu", "x86_64-linux-gnu", "riscv64-unknown-hurd", "linux", ""])
