"""Finds linked-in modules with a dot in their name, which CPython's own finder refuses before 3.11.4."""

import sys  # noqa: I001 - in the order in which programs have it
import _frozen_importlib


class DottedBuiltinImporter:
    @staticmethod  # noqa: RET503 - what is not found is None
    def find_spec(name, path=None, target=None):  # type: ignore[no-untyped-def]  # noqa: ARG004 - as the import system calls it
        if "." in name and name in sys.builtin_module_names:
            importer = _frozen_importlib.BuiltinImporter
            return _frozen_importlib.spec_from_loader(name, importer, origin="built-in")


# Which patch release of 3.11 it is, code that is compiled can't know.
if sys.version_info < (3, 11, 4):
    sys.meta_path.insert(0, DottedBuiltinImporter)
