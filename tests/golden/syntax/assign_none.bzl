# options:
None = 1
