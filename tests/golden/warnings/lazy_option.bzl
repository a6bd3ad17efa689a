# options: --python 3.15
"""The option says what the field does, where the field is left open."""

interpreter(x_options = ["lazy_imports=all"])
