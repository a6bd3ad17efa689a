# source: efroemling/ballistica, src/ballistica/core/python/core_python.cc
# defs: lib={lib}
# check: c 3.8 3.11 3.13 3.14
# must-not: breaks-start
# rc: 0
# says-not: no-standard-library
# boot: 3.8 3.11 3.13 3.14
# started: yes
# report: home=^null$
LIB = variable("lib", default = "$ORIGIN/ba_data/pylib")

interpreter(
    profile = "isolated",
    utf8_mode = True,
    development_mode = False,
    site_import = False,
    optimization_level = 1,
    pycache_prefix = "/tmp/ba_cache/pyc",
    home = "/dummy_py_home",
    prefix = "/dummy_py_prefix",
    exec_prefix = "/dummy_py_exec_prefix",
    base_prefix = "/dummy_py_base_prefix",
    base_exec_prefix = "/dummy_py_base_exec_prefix",
    executable = "/dummy_py_executable",
    base_executable = "/dummy_py_base_executable",
)
filesystem_importer(paths = [LIB])
static_extension("_babase")
static_extension("_baclassic")
