# options:
"""The same for the arguments of `variable`."""

WORDS = json.decode('{"list": ["a", 1], "none": null, "float": 1.5}')

variable("values", default = "a", values = WORDS["list"])
variable("doc", default = "a", doc = WORDS["none"])
variable("default", default = WORDS["float"])
