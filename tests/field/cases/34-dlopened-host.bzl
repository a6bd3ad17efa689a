# source: pybind/pybind11#3555, PyO3/pyo3#2024, irods/irods_rule_engine_plugin_python#136, boostorg/dll#60, rpm-software-management/dnf5#2692 (PR)
# explain: symbols-not-exported
# explain-says: RTLD_GLOBAL|dlopen
interpreter()
