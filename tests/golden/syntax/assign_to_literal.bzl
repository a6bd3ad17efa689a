# options:
1 = x
