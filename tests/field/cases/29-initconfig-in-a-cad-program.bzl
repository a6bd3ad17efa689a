# source: CEXT-Dan/PyRx (AutoCAD), PyInitConfig with executable, optimization_level and a parsed command line
# target: x86_64-pc-windows-msvc
# check: c-initconfig 3.14
# rc: 0
# must-not: ascii-encoding
interpreter(
    profile = "isolated",
    executable = "C:/Users/me/AppData/Local/Programs/Python/Python314/python.exe",
    optimization_level = 2,
    parse_argv = True,
    argv = ["acad", "-X", "importtime"],
)
