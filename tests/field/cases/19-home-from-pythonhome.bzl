# source: cython/cython#3360
# env: PYTHONHOME={venv}
# boot: 3.9 3.12
# boot-says: PYTHONHOME
# host: 3.12
# host-code: puts("came up");
# host-out: FAILED.*codec|FAILED.*encodings
interpreter()
