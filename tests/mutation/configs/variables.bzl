"""Values that are set when the config is built."""

PREFIX = variable("prefix", default = "/usr", doc = "Where Python is installed.")
IS_DEBUG = variable(name = "debug", default = False)
LEVEL = variable("level", default = 0, values = [0, 1, 2])
MODE = variable("mode", values = ["fast", "small"], default = "fast")

interpreter(
    profile = "isolated",
    utf8_mode = True,
    home = PREFIX,
    development_mode = IS_DEBUG,
    optimization_level = LEVEL,
    run_command = "import app; app.main(%r)" % MODE,
    hash_seed = 10 if IS_DEBUG else 0,
)
