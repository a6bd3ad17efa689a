# options:
"""Several calls in one line: each mistake at its own."""

static_extension("a"); static_extension("b-1"); static_extension("c"); static_extension("b-2", init = "1x")
interpreter(x_options = [static_extension("d-1").name, static_extension("d-2").name])
filesystem_importer(paths = ["a"], mode = "append"); oxidized_importer(memory_mapped = [""])
