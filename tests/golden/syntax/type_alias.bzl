# options:
type X = int
