# options: --format c
# options: --format rust --python 3.11
"""Modules that would come from one function by default, twice; two others do on purpose."""

static_extension("a._core")
static_extension("b._core")
static_extension("other")
static_extension("c.other")
static_extension("fast", init = "PyInit_any")
static_extension("slow", init = "PyInit_any")
