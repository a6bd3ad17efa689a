# options: --format c --python 3.13
"""Sub-interpreters that CPython starts with no version."""

interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN")
sub_interpreter("unchecked", check_multi_interp_extensions = False)
sub_interpreter("shared", gil = "shared", use_main_obmalloc = False)
sub_interpreter("fine", gil = "shared", use_main_obmalloc = False, check_multi_interp_extensions = True)
