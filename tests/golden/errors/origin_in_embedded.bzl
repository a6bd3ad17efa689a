# options:
"""A file that is compiled in has no $ORIGIN."""

oxidized_importer(
    embedded = [
        "packed.bin",
        "$ORIGIN/packed.bin",
    ],
)
