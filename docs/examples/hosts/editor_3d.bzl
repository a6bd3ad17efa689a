"""The Python inside a 3D editor, as Blender has one: a big C++ program that is scripted in Python, and ships its own.

The host calls `initialize` at its start and never `run`: scripts, add-ons and the console come later, through the C
API. It needs isolation from the user's Python, UTF-8 everywhere, its modules in the executable, and a `sys.executable`
that `multiprocessing` can start. What it says at run time, through the host struct:

- argv: its own command line, which Python must not read;
- executable: the Python that it has found, where that is not the one below;
- home: a Python of the system, where the bundled one is missing, as in a build by a distribution.

`--python-use-system-env` is a switch of the host's own command line. So the host holds two outputs of this file, one
made with `-D system_environment=true`, and starts the one that the user wants.
"""

compatible_with(
    python = ">=3.11,<3.14",
    targets = [
        "x86_64-unknown-linux-gnu",
        "aarch64-apple-darwin",
        "x86_64-pc-windows-msvc",
        "aarch64-pc-windows-msvc",
    ],
)

SYSTEM_ENVIRONMENT = variable(
    "system_environment",
    default = False,
    doc = "Let the user's PYTHON* variables and packages in.",
)
DEBUG = variable("debug", default = False, doc = "A build for developers: show every warning.")
WITH_AUDIO = variable("with_audio", default = True, doc = "The sound library is linked in.")
WITH_RENDERER = variable("with_renderer", default = True, doc = "The path tracer is linked in.")

def bundled_python(release):
    """Returns the prefix of the Python that comes with a release, and the interpreter in it."""
    if TARGET.os == "windows":
        prefix = "$ORIGIN\\" + release + "\\python"
        return struct(prefix = prefix, interpreter = prefix + "\\bin\\python.exe")
    folder = "$ORIGIN/../Resources/" if TARGET.os == "macos" else "$ORIGIN/"
    prefix = folder + release + "/python"
    return struct(prefix = prefix, interpreter = prefix + "/bin/python3")

PYTHON = bundled_python("5.1")

interpreter(
    profile = "python" if SYSTEM_ENVIRONMENT else "isolated",
    # The editor's own texts are UTF-8, whatever the locale.
    utf8_mode = True,
    # Without the handlers of Python, a broken pipe ends the editor.
    install_signal_handlers = True,
    # A missing bundle is told by the editor itself.
    pathconfig_warnings = False,
    warn_options = ["default"] if DEBUG else None,
    parse_argv = False,
    home = PYTHON.prefix,
    executable = PYTHON.interpreter,
)

def modules():
    """Declares the modules of the executable; several have init functions that are not called PyInit_NAME."""
    for name in ["mathutils", "_editor_path"]:
        static_extension(name)
    for name in ["bl_math", "imbuf", "bmesh", "gpu", "idprop"]:
        static_extension(name, init = "EPyInit_" + name)
    if WITH_AUDIO:
        static_extension("aud", init = "AUD_initPython")
    if WITH_RENDERER:
        static_extension("_cycles", init = "CCL_initPython")

# A module of the executable is no package, so `mathutils.geometry` and its like are no entries of their own:
# `mathutils` puts them into sys.modules.
modules()
