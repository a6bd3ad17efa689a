# options: -D level=1
"""One name for two variables."""

variable("level", default = 0)
variable("level", default = 1)
variable("color", values = ["red", "green"], default = "red")
variable("color", values = ["red"], default = "red")
