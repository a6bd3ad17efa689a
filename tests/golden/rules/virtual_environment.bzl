# options: --format json
# options: --format c
# options: --format c-initconfig --python 3.14
# options: --format rust-ffi
# options: --format rust
# options: --format yaml
# options (windows): --format c --target x86_64-pc-windows-msvc
"""A virtual environment beside the program, for a profile that reads the user's environment."""

interpreter(parse_argv = False, utf8_mode = True, development_mode = False, use_hash_seed = False, tracemalloc = False)
virtual_environment("$ORIGIN/venv")
