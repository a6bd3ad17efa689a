# options: --format rust --python 3.10
# options (plain): --format json --python 3.10 -D finder=False
"""Packages of modules, where the importer of files is off: packed resources must have them."""

interpreter(set_missing_path_configuration = False)
filesystem_importer(enabled = False)
static_extension("app.linked")
if variable("finder", default = True):
    oxidized_importer()
    dynamic_extension("app.fast", path = "lib/fast.so", loader = "oxidized")
    dynamic_extension("tools", path = "lib/tools/__init__.so", loader = "oxidized")
    dynamic_extension("tools.fast", path = "lib/tools/fast.so", loader = "oxidized")
    dynamic_extension("tools.inner.fast", path = "lib/tools/inner.so", loader = "oxidized")
