# options:
if TARGET.os == "linux":
    pass
else if TARGET.os == "macos":
    pass
