# options: --format c
"""Two modules that would come from one function by default; two others do on purpose."""

static_extension("a._core")
static_extension("b._core")
static_extension("fast", init = "PyInit_any")
static_extension("slow", init = "PyInit_any")
