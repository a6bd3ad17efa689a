# options:
static_extension(name = "a", name = "b")
