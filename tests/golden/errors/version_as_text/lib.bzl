"""Functions that others hand a version."""

def is_late(version):
    """Tells whether a version is late, from its text."""
    minor = version.split(".")[1]
    if int(minor) > 9:
        return True
    return minor > "9"

def is_older(version, newer):
    """Tells which of two texts comes first."""
    return version < newer

def description(target):
    """Returns what is to be known of a target."""
    return struct(python = target.python, level = 4)
