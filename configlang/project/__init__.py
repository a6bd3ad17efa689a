"""The project around a config: its root, the labels of its files, and what ``configlang.toml`` says."""
