def declare(name):
    static_extension(name)
    return 1
