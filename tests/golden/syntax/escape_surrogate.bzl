# options:
x = "\ud800"
