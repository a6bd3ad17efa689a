"""The projects that `configlang new` writes: their templates, and what makes a project of them."""

HOSTS = ("pyembed", "pyo3", "c", "cmake")
"""The names of the hosts, the default one first; here, so that offering them imports nothing."""
