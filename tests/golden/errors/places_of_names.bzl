# options:
"""The same for what the engine finds."""

print("日本語 🐍 é", UNKNOWN, "ä".uper())
interpreter(run_command = "日本語 🐍 é", isolatd = True, x_options = ["ä", 1])
print("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NOWHERE, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")
