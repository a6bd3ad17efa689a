VALUE = variable("value", default = "a")
