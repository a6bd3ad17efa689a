# options: --format c
"""CPython or pyembed has this module itself, and yours is not used."""

static_extension("time", init = "PyInit_our_time")
