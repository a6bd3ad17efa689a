# options:
"""A variable without a default that is not set; others behind it are not reached."""

def release():
    return variable("release", values = [True, False], doc = "whether this is a release")

interpreter(development_mode = not release())
