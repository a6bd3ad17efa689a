# source: beeware/briefcase-macOS-Xcode-template#20, dask/distributed#2401, pybind/pybind11#5238 (PR), lmbelo/python4delphi#278
# check: c 3.8 3.11 3.14
# clean: yes
# boot: 3.8 3.11 3.14
# started: yes
# out: (?s)parent \[1, 4, 9\]
interpreter(
    parse_argv = False,
    run_command = "import multiprocessing as mp; pool = mp.get_context('spawn').Pool(2); print('parent', pool.starmap(pow, [(1, 2), (2, 2), (3, 2)])); pool.close(); pool.join()",
)
