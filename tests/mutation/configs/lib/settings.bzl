"""Settings that several configs share."""

_BASE = {
    "profile": "isolated",
    "user_site_directory": False,
    "utf8_mode": True,
}

def make_settings(module, level = 0):
    """Returns the arguments of the interpreter."""
    return _BASE | {
        "run_module": module,
        "optimization_level": level,
    }
