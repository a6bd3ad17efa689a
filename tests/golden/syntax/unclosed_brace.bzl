# options:
x = {"a": 1

interpreter()
