# options: --python 3.10
# options: --format rust --python 3.10
# options (311): --format rust --python 3.11
# options: --format rust-expr --python 3.10
"""Packed resources, compiled in and mapped."""

oxidized_importer(
    embedded = ["packed.bin", "more/\"packed\".bin"],
    memory_mapped = ["$ORIGIN/mapped.bin"],
)
