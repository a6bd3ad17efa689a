# source: unbit/uwsgi#2341, unbit/uwsgi#1688, KxSystems/embedPy#43
# defs: venv={venv}
# boot: 3.8 3.11 3.14
# started: no
# boot-must: boot-failed
# boot-says: virtual environment|pyvenv
# boot-says: executable
VENV = variable("venv", default = "/srv/app/venv")

interpreter(
    home = VENV,
)
