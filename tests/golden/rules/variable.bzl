# options: -D required=r -D name=world
# options (set): -D required=r -D name= -D debug=true -D level=2 -D color=green -D size=20 -D flag=False -D number=-7
# options (spelling): -D required=a=b -D debug=1 -D level=0 -D flag=0
"""Variables of every type, with and without a default and a set of values; each is used where its type fits."""

REQUIRED = variable("required", doc = "a str that must be set")
NAME = variable("name", "nobody")
DEBUG = variable("debug", default = False)
FLAG = variable(name = "flag", default = True, values = [True, False])
LEVEL = variable("level", 1, values = (0, 1, 2))
COLOR = variable("color", default = "red", values = ["red", "green"])
SIZE = variable("size", values = [10, 20], default = 10)
NUMBER = variable("number", default = 5, doc = "may be negative")

interpreter(
    development_mode = DEBUG,
    inspect = FLAG,
    optimization_level = LEVEL,
    parse_argv = False,
    argv = [REQUIRED, NAME, COLOR, str(SIZE + 1), str(NUMBER), type(NAME), type(SIZE), type(FLAG)],
)
