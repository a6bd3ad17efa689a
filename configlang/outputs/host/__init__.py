"""Outputs that bring CPython up by themselves: C and Rust, written from one plan."""
