# options:
static_extension("a"))
while True:
    pass
x = [1
