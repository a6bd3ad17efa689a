"""Has a name that nothing defines, so that nothing is run."""

def add_modules():
    interpreter(utf8_mod = True, quiet = undefined)
    static_extension(nam = "fast")
    static_extension("slow", init = "PyInit-slow")
