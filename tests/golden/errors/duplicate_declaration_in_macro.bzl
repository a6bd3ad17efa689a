# options:
"""A second call inside a function: the way there is shown."""

def configure():
    interpreter(isolated = True)

def twice():
    for _ in range(2):
        static_extension("fast")

interpreter(utf8_mode = True)
configure()
twice()
