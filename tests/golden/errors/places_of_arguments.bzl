# options:
"""Where an argument is not written at the call, the nearest thing that is written is marked."""

ARGUMENTS = {"home": "", "isolated": "yes"}
NAMES = ["a-b"]

interpreter(**ARGUMENTS)
static_extension(*NAMES)
filesystem_importer(["lib"] + [""])
oxidized_importer(
    memory_mapped = [path for path in ["a", ""]],
    embedded = ["a"] + ["b", ""],
)
dynamic_extension("x", *["", "filesystem"])
[static_extension(name) for name in ["c", "d-e", "f"]]
compatible_with(
    targets =
        [
            "x86_64-unknown-linux-gnu",
            # A comment between.
            ("nowhere" +
             "-at-all"),
        ],
)
