# options:
assert TARGET.os == "linux"
