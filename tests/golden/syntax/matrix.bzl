# options:
x = [1] @ [2]
