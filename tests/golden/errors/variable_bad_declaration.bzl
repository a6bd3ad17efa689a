# options:
"""Variables that are declared wrongly."""

variable("default_not_allowed", default = "blue", values = ["red", "green"])
variable("mixed", default = 1, values = ["a", "b"])
variable("mixed_values", default = 1, values = [1, "a", True])
variable("no-identifier", default = 1)
variable("", default = 1)
variable("empty", default = "a", values = [])
