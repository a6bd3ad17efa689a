# options: --python 3.10
"""The place is that of the argument in the macro; the calls lead there."""

def app(debug):
    interpreter(
        code_debug_ranges = debug,
        parse_argv = False,
        run_module = "app",
    )

app(debug = True)
