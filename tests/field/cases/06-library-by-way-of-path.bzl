# source: omacom/omarchy#9158 (Blender), vim/vim#16516, Schildkroet/CANgaroo#35
# check: c 3.8 3.11 3.14
# says: \bPATH\b
interpreter(
    profile = "isolated",
    utf8_mode = True,
)
