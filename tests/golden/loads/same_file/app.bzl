# options:
"""One file under two labels is run once: its list is the same for both."""

load("//:beside.bzl", one = "VALUE")
load(":beside.bzl", other = "VALUE")

interpreter(parse_argv = False, run_module = "same" if one == other else "different")
