# options:
"""What a config prints comes with its place, before the findings."""

def announce(*names):
    for name in names:
        print("declares", name, [name], None, sep = " | ")
        static_extension(name)

print()
announce("a", "b-c")
print("two\nlines")
