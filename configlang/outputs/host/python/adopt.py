"""Compares a running interpreter with what a config wants of one, and adds to it what can be added late."""

# mypy: ignore-errors
# ruff: noqa: D103, ARG002, SLF001 - it goes into each host, and is called as the import system does it
import sys  # noqa: I001 - in the order in which programs have it
import _codecs
import _frozen_importlib

FLAGS = {"optimization_level": "optimize", "parser_debug": "debug"}
CONTRARY = {
    "use_environment": "ignore_environment",
    "user_site_directory": "no_user_site",
    "site_import": "no_site",
    "use_hash_seed": "hash_randomization",
}
# What programs set since the start counts.
LIVE = ("argv", "executable", "prefix", "exec_prefix", "base_prefix", "base_exec_prefix", "pycache_prefix")


def look(name, running):
    if name == "module_search_paths":
        return sys.path
    if name == "write_bytecode":
        return not sys.dont_write_bytecode
    if name == "warnoptions":
        return sys.warnoptions
    if name == "xoptions":
        return [key if value is True else f"{key}={value}" for key, value in sys._xoptions.items()]
    if name == "filesystem_importer":
        return any(getattr(finder, "__name__", "") == "PathFinder" for finder in sys.meta_path)
    if name.startswith("sys."):
        return getattr(sys, name[4:], None)
    if name in LIVE:
        return getattr(sys, name)
    if name in running:
        return running[name]
    if name in CONTRARY:
        return not getattr(sys.flags, CONTRARY[name])
    return getattr(sys.flags, FLAGS.get(name, name), ...)


def is_same(name, value, found):
    if name in ("xoptions", "warnoptions"):
        return set(value) <= set(found)
    if isinstance(value, int):
        return found is not None and int(found) == value
    if name.endswith("_encoding") and found:
        try:
            return _codecs.lookup(found).name == _codecs.lookup(value).name
        except LookupError:
            return False
    return found == value


def compare(wanted, running):
    if wanted.pop("parse_argv", 0):
        wanted.pop("argv", None)
    if wanted.get("isolated") == 1:
        # Python switches these off itself.
        wanted.update(use_environment=0, user_site_directory=0)
    if not wanted.get("use_hash_seed", 1):
        wanted.pop("hash_seed", None)
    for name, value in wanted.items():
        found = look(name, running)
        # Less than nothing leaves it to Python, and what nobody can tell is no difference.
        if found is not ... and (not isinstance(value, int) or value >= 0) and not is_same(name, value, found):
            yield name, repr(found), repr(value)


class LinkedIn:
    def __init__(self, key, names, create, execute):
        self.key = key
        self.names = names
        self.create_module = create
        self.exec_module = execute

    def find_spec(self, name, path=None, target=None):
        return _frozen_importlib.ModuleSpec(name, self, origin="built-in") if name in self.names else None


def add_modules(key, names, create, execute):
    finders = [finder for finder in sys.meta_path if type(finder).__name__ == "LinkedIn"]
    if not names or any(finder.key == key for finder in finders):
        return
    for name in names:
        taken = sys.modules.get(name) or next((finder for finder in finders if name in finder.names), None)
        if taken is not None or name in sys.builtin_module_names:
            yield name, repr(taken or "built-in"), "the module that is linked in"
    place = next(
        (index for index, finder in enumerate(sys.meta_path) if finder is _frozen_importlib.BuiltinImporter), -1
    )
    sys.meta_path.insert(place + 1, LinkedIn(key, names, create, execute))


def adopt(wanted, running, paths, is_first, modules):
    found = [*compare(wanted, running), *add_modules(*modules)]
    new = [path for path in paths if path not in sys.path]
    place = 0 if is_first else len(sys.path)
    sys.path[place:place] = new
    return found


def tell(found):
    lines = [f"{name} is {running}, and the config wants {wanted}" for name, running, wanted in found]
    return chr(10).join(lines).replace(chr(0), " ").encode("utf-8", "backslashreplace")
