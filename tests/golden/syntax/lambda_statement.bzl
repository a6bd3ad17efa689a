# options:
f = lambda x: return x
