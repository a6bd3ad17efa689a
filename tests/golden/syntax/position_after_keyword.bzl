# options:
static_extension(name = "a", "PyInit_a")
