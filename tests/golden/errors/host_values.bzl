# options: --format c
"""What can't be made of values of the host, and what can't be asked of them."""

data = host_value("data")
level = host_value("level", type = int)
mods = host_value("mods", type = list[str], required = False)

# Declarations.
host_value("a b")
host_value("wargv")
host_value("class", type = float, default = "x")
host_value("wrong_default", type = list[str], default = 3)
host_value("level", type = bool)
host_value("made", default = data + "/x")

def choose(text):
    return 1 if text else 2

def folder(of):
    return of + "/lib"

# Questions.
found = folder(data)
choose(found)
other = data or "x"
if found == "x" or "a" in data:
    pass
cut = "%s/b" % found
capitals = cut[:3] + cut.upper()
each = [mod + "/x" for mod in mods]
for mod in mods:
    pass
many = len(mods)
said = "{}/x".format(data)

# Uses.
interpreter(
    allocator = level,
    optimization_level = host_value("low", type = int, default = -4),
    utf8_mode = level,
    run_command = "x" + level,
    pycache_prefix = "$HOST{unknown}/x",
    exe = data,
    argv = mods,
    warn_options = ["a" + mods[0]],
    home = cut[:9],
    program_name = said,
    sys_frozen = host_value("frozen", type = bool),
)
static_extension(
    name = "m",
    init = data,
)
filesystem_importer(paths = [data, level] + mods)
