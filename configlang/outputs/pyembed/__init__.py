"""Outputs that pyembed brings up: Rust literals and PyOxy's YAML, over its two structs."""
