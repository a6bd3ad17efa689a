# options:
  x = 1
