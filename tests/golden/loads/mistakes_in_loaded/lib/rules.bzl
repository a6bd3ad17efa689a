def declare(name: str, level: int = 1):
    static_extension(name, init = 1)
    interpreter(optimization_level = level, hash_seed = -1)
    undefined(name)

OTHER = "a".uper()
