# options (index): -D which=index
# options (key): -D which=key
# options (divide): -D which=divide
# options (operator): -D which=operator
# options (frozen): -D which=frozen
# options (recursion): -D which=recursion
# options (int): -D which=int
# options (call): -D which=call
# options (unpack): -D which=unpack
# options (format): -D which=format
# options (iterate): -D which=iterate
# options (none): -D which=none
# options (record): -D which=record
# options (enum): -D which=enum
"""What goes wrong while a config runs."""

WHICH = variable("which")
DATA = json.decode('{"list": [1], "none": null, "text": "a", "pair": [1, 2], "number": 0}')
Color = enum("red", "green")
Point = record(x = int, y = int)

def recurse(n):
    return recurse(n + 1)

def mutate():
    for item in DATA["list"]:
        DATA["list"].append(item)

def unpack():
    a, b, c = DATA["pair"]
    return a + b + c

FAULTS = {
    "index": lambda: DATA["list"][3],
    "key": lambda: DATA["absent"],
    "divide": lambda: 1 // DATA["number"],
    "operator": lambda: DATA["text"] + DATA["number"],
    "frozen": mutate,
    "recursion": lambda: recurse(0),
    "int": lambda: int(DATA["text"]),
    "call": lambda: DATA["text"](),
    "unpack": unpack,
    "format": lambda: "%d" % DATA["text"],
    "iterate": lambda: [x for x in DATA["number"]],
    "none": lambda: DATA["none"].a,
    "record": lambda: Point(x = 1),
    "enum": lambda: Color("blue"),
}

FAULTS[WHICH]()
