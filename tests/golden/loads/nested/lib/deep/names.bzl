NAMES = ("_b", "_a")
VERBOSE = variable("verbose", default = False, doc = "says what is imported")
