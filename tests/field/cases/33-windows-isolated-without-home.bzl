# source: python/cpython#115919, pybind/pybind11#1573, pybind/pybind11#2369
# target: x86_64-pc-windows-msvc
# check: c 3.11 3.13
# says: home
interpreter(
    profile = "isolated",
    utf8_mode = True,
)
