# options:
x = {**{}}
