# options: --format yaml
"""A document can't name the packed resources that it would stand in itself."""

interpreter(profile = "isolated", utf8_mode = True)
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so", loader = "oxidized")
oxidized_importer(extensions = "$ORIGIN/extensions.bin")
