# options:
"""Fields that do not exist: another system's name, one that a rule of its own sets, misspelt, and like nothing."""

interpreter(
    faulthandler = True,
    optimisation_level = 2,
    module_search_paths = ["lib"],
    dev_mode = True,
    utf8Mode = True,
    isolatd = True,
    bananas = 1,
    Profile = "isolated",
    extra_extension_modules = [],
    no_site = True,
    unbuffered = len(TARGET.os) > 3,
)
