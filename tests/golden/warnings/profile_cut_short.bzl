# options: --format c-initconfig
# options (python): --format c-initconfig --python 3.14
"""PyInitConfig can't leave decisions to CPython, as the profile "python" does; two of them are taken here."""

compatible_with(python = ">=3.13")
interpreter(utf8_mode = True, hash_seed = 1)
