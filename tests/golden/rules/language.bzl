# options:
"""What the dialect has beyond plain Starlark, and the engine's own functions."""

Point = record(x = int, y = field(int, 0))
Color = enum("red", "green")
point = Point(x = 1)
settings = struct(name = "n", values = [1, 2])
double = lambda number: 2 * number
add = partial(lambda a, b: a + b, 3)

def typed(names: list[str], limit: int | None = None) -> dict[str, int]:
    result = {}
    for index, name in enumerate(names):
        if limit != None and index >= limit:
            break
        result[name] = index
    return result

numbers = []
for number in range(10):
    if number % 2:
        continue
    numbers.append(double(number))

interpreter(x_options = [
    "record=%d,%d" % (point.x, point.y),
    "enum={}".format(Color("green").value),
    "struct={}".format(settings.name),
    "json={}".format(json.encode({"a": [1, None, True]})),
    "partial={}".format(add(4)),
    "typed={}".format(typed(["a", "b", "c"], 2)),
    "numbers={}".format(numbers),
    "map={}".format(list(map(double, [1, 2]))),
    "filter={}".format(list(filter(lambda number: number > 1, [1, 2]))),
    "nested={}".format([a + b for a in ["x", "y"] for b in ["1", "2"] if a + b != "x1"]),
    "unpacked={}".format([first for first, _ in [(1, 2), (3, 4)]]),
    """triple
quoted""",
    r"raw\n",
])
