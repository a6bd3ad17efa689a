# options:
len("a") = 1
