# options:
static_extension("a"
