# options:
"""Names of PyOxidizer, of pyembed and of CPython's C API."""

def make_exe():
    dist = default_python_distribution()
    return dist.make_python_interpreter_config()

register_target("exe", make_exe)
config = PyConfig()
Py_NoSiteFlag = 1
print(Py_IgnoreEnvironmentFlag)
OxidizedPythonInterpreterConfig()
Py_SetPath("lib")
