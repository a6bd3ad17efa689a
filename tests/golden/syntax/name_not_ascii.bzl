# options:
käse = 1
