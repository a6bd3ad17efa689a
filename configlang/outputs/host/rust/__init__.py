"""Rust over ``pyo3::ffi``."""
