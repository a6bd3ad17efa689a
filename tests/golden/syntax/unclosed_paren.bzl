# options:
static_extension("a"
static_extension("b")
