"""Functions with annotations, records and lambdas."""

Module = record(name = str, is_linked = bool)

def declare(module: Module, folder: str = "$ORIGIN/lib") -> None:
    """Declares one module."""
    if module.is_linked:
        static_extension(module.name)
    else:
        dynamic_extension(module.name, path = folder + "/" + module.name + ".so")

def pick(values: list[int], wanted: int) -> int:
    """Returns the first value that is large enough."""
    for value in values:
        if value >= wanted:
            return value
    return 0

declare(Module(name = "_one", is_linked = True))
declare(Module(name = "_two", is_linked = False), folder = "$ORIGIN/plugins")
filesystem_importer(
    paths = ["$ORIGIN/plugins"],
    mode = "append",
)
join = lambda parts: "/".join(parts)
interpreter(
    hash_seed = pick([1, 5, 9], wanted = 4),
    pycache_prefix = join(["/var", "cache", "app"]),
)
