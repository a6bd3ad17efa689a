VALUE = "app"

static_extension("fast")

def configure(level):
    interpreter(optimization_level = level)

configure(2)
