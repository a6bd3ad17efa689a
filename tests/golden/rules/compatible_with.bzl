# options:
# options: --format rust
# options (39): --python 3.9
# options (312): --python 3.12
"""Versions and targets that the config is meant for; an evaluation for another one is refused."""

compatible_with(
    python = ">=3.9, <3.12, !=3.10",
    targets = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"],
)
