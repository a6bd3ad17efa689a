_original = static_extension

def static_extension_with_prefix(name):
    _original("prefixed_" + name)
