def declare(names):
    for name in names:
        static_extension(name)
