# source: PyO3/pyo3#1741, PyO3/pyo3#1896, PyO3/pyo3#379
# defs: venv={venv}
# check: c 3.8 3.11 3.14
# clean: yes
# boot: 3.8 3.11 3.13 3.14
# started: yes
# report: home=^null$
# report: sys.prefix=^{venv}$
# report: sys.path={venv}/lib/python{version}/site-packages
VENV = variable("venv", default = "/srv/app/venv")

interpreter(
    executable = VENV + "/bin/python",
)
