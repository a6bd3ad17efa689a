"""A game on Android, as Panda3D and Ren'Py package them: Python in a shared library that an activity loads.

There is no executable and no command line, and the standard streams lead nowhere: a module of the host sends
`sys.stdout` to the system's log. The activity unpacks its assets into its private folder at the first start. It needs
everything below that folder, and the modules of the engine in the library, packages and all. What the host says at run
time, through the host struct:

- origin: the private folder, without which there is none to begin with;
- argv: the path of the script;
- executable: the path of the shared library, for programs that ask.

Panda3D's table of frozen modules, in which it has the standard library too, can't be said: here that is a zip file.
"""

compatible_with(
    python = ">=3.12",
    targets = [
        "aarch64-linux-android",
        "x86_64-linux-android",
        "armv7-linux-androideabi",
    ],
)

GAME = "$ORIGIN/game"
BUNDLE = "$ORIGIN/python"

interpreter(
    profile = "isolated",
    utf8_mode = True,
    use_environment = False,
    user_site_directory = False,
    install_signal_handlers = True,
    pathconfig_warnings = False,
    # To the log line by line. C's own streams are the host's.
    buffered_stdio = False,
    configure_c_stdio = False,
    # The assets come with their .pyc files.
    write_bytecode = False,
    site_import = False,
    # All the same, as they are where Python is installed.
    home = BUNDLE,
    prefix = BUNDLE,
    exec_prefix = BUNDLE,
    run_filename = GAME + "/main.py",
)

def engine_module(name):
    """Declares a module of the engine, whose init function has the whole name in it: parts of names come twice."""
    static_extension(name, init = "PyInit_" + name.replace(".", "_"))

# The modules of a package in files; the loader of the engine has sorted out which.
engine_module("android_log")
engine_module("engine.core")
engine_module("engine.audio.core")
engine_module("engine.gl.draw")
engine_module("engine.gl.texture")

# The folder of the script is among them, so that it does not hang on argv what can be imported.
filesystem_importer(
    paths = [
        GAME,
        BUNDLE + "/stdlib.zip",
        BUNDLE + "/modules",
        BUNDLE + "/site-packages",
    ],
)
