# options:
LEVEL: int = 1

interpreter(optimization_level = LEVEL)
