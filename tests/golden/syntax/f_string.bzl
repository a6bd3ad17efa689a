# options:
name = "a"
static_extension(f"_{name}")
