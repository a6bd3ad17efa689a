"""A tool with plug-ins from PyPI: its user names the virtual environment that they are in."""

environment = host_value("environment", doc = "The folder of a virtual environment.")

compatible_with(python = ">=3.8")
host(outputs = ["c"])
interpreter(
    profile = "isolated",
    run_module = "tool_plugin",
    utf8_mode = True,
)
virtual_environment(environment)
