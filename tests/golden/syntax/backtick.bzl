# options:
x = `a`
