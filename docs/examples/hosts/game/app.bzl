"""A game whose story is in Python: its files are sealed, and what it writes goes to a folder of the player's."""

data = host_value("data_folder", doc = "Where what the player has is kept.")
mods = host_value("mods", type = list[str], required = False, doc = "Folders of mods, the strongest first.")

compatible_with(python = ">=3.8")
host(
    outputs = ["c"],
    sealed = True,
)
interpreter(
    profile = "isolated",
    home = "$ORIGIN/python",
    pycache_prefix = data + "/cache",
    utf8_mode = True,
    write_bytecode = True,
)
static_extension("game")
filesystem_importer(
    paths = mods + ["$ORIGIN/story"],
    mode = "prepend",
)
environment_variable("GAME_DATA", value = data)
