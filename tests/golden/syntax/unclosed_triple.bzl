# options:
x = """abc

static_extension("b")
