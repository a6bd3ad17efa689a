# source: pybind/pybind11#3555, PyO3/pyo3#2024, irods/irods_rule_engine_plugin_python#136, boostorg/dll#60, rpm-software-management/dnf5#2692 (PR)
# explain: symbols-not-exported
# explain-says: RTLD_GLOBAL|dlopen
# check: c
# must-not: plugin-hides-python
# plugin: 3.8 3.11 3.12 3.14 3.15
# plugin-code: import _ctypes, _decimal, math; print('imported', flush = True)
# plugin-out: imported.*ran 0
host(outputs = ["c"], plugin = True)
interpreter()
