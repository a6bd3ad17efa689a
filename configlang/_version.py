"""The version, written in this one place: hatchling reads it here, and ``configlang.__version__`` is this string."""

__version__ = "0.1.0"
