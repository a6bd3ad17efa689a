"""What a CPython of this machine is asked: who it is, and where its headers and its libpython are."""

import json
import sys
import sysconfig

names = """
    INCLUDEPY CONFINCLUDEPY LIBDIR LIBPL LIBRARY LDLIBRARY INSTSONAME LDVERSION LIBS MODLIBS SYSLIBS LINKFORSHARED
"""
answer = {
    "implementation": sys.implementation.name,
    "version": list(sys.version_info),
    "abi": getattr(sys, "abiflags", ""),
    "executable": sys.executable,
    "prefix": sys.base_prefix,
    "include": sysconfig.get_path("include"),
    "variables": {name: sysconfig.get_config_var(name) for name in names.split()},
}
print(json.dumps(answer))
