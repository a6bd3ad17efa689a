# source: PyO3/pyo3#983, lmbelo/python4delphi#278
# defs: exe={exe}
# check: c 3.8 3.12
# clean: yes
# boot: 3.8 3.12
# started: yes
# report: sys.executable=^{exe}$
# out: parent \[1, 4, 9\]
EXE = variable("exe", default = "/opt/python/bin/python3")

interpreter(
    parse_argv = False,
    executable = EXE,
    run_command = "import multiprocessing as mp; pool = mp.get_context('spawn').Pool(2); print('parent', pool.starmap(pow, [(1, 2), (2, 2), (3, 2)])); pool.close(); pool.join()",
)
