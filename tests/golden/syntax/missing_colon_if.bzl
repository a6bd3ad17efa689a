# options:
if TARGET.os == "linux"
    pass
