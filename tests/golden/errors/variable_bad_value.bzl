# options (bool): -D debug=maybe
# options (int): -D level=high
# options (color): -D color=gren
# options (size): -D size=15
# options (typo): -D dbug=true
# options (case): -D DEBUG=true
"""What -D sets must be of the variable's type, among its values, and known."""

DEBUG = variable("debug", default = False)
LEVEL = variable("level", default = 1)
COLOR = variable(
    "color",
    default = "red",
    values = ["red", "green"],
)
SIZE = variable("size", values = [10, 20], default = 10)
