# options: --python 3.12 --target x86_64-pc-windows-msvc
"""An evaluation for what the config is not meant for, by version and by target at once."""

compatible_with(
    python = ">=3.9,<3.12",
    targets = ["x86_64-unknown-linux-gnu"],
)
