# options:
static_extension("a", name = "b")
