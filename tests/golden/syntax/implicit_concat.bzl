# options:
x = "a" "b"
