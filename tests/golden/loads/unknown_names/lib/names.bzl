def harden():
    pass

def _private():
    pass
