# options:
"""What is legal and does nothing good."""

def forgets(a):
    if a:
        return 1

def goes_on():
    return 1
    static_extension("never")

def repeats():
    return {"debug": 0, "release": 2, "debug": 1}

TARGET
static_extension("a")
