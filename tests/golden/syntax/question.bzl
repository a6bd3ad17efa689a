# options:
x = TARGET.os == "linux" ? 1 : 2
