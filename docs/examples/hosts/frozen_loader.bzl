"""The loader of a frozen program, as PyInstaller and cx_Freeze put one in front of every program that they pack.

One binary starts programs that it knows nothing of. It needs to keep out everything that is installed on the machine,
to find the standard library in what was packed, and to know the options that the packer was given. Two layouts:

- `-D layout=contents` (PyInstaller): everything lies in one folder, which a one-file program unpacks into a temporary
  one first. The host passes that folder as origin. It becomes `home` and `sys._MEIPASS`.
- `-D layout=library` (cx_Freeze): a `lib` with a zip file beside the executable, which is the origin by itself. There
  is no `home`, so CPython takes `sys.prefix` as it stands here.

The host passes argv, which is all the program's own, and runs the packed script through the C API. What can't be said:
PyInstaller's table of frozen modules; and its choice of UTF-8 mode by the locale, for which the profile must be
`python`. Here `utf8` decides.
"""

compatible_with(
    python = ">=3.8",
    targets = [
        "x86_64-unknown-linux-gnu",
        "x86_64-unknown-linux-musl",
        "aarch64-apple-darwin",
        "x86_64-pc-windows-msvc",
    ],
)

LAYOUT = variable("layout", default = "contents", values = ["contents", "library"], doc = "What was packed how.")
OPTIMIZE = variable("optimize", default = 0, values = [0, 1, 2], doc = "The option O, as often as it was given.")
UNBUFFERED = variable("unbuffered", default = False, doc = "The option u.")
VERBOSE = variable("verbose", default = 0, values = [0, 1, 2], doc = "The option v, as often as it was given.")
DEVELOPMENT = variable("dev", default = False, doc = "The option X dev.")
UTF8 = variable("utf8", default = True, doc = "The option X utf8; without it the locale of the user counts.")
WARNINGS = variable("warnings", default = "", doc = "The options W, joined by spaces.")
HASH_SEED = variable("hash_seed", default = -1, doc = "The option hash_seed; -1 is a random one.")

IS_CONTENTS = LAYOUT == "contents"

# CPython's own copy of mimalloc is there from 3.13. The loader is built once for each version.
HAS_MIMALLOC = TARGET.python in ("3.13", "3.14")

interpreter(
    profile = "isolated",
    # So that `locale.getlocale()` knows the user's, and files are read in it without UTF-8 mode.
    configure_locale = True,
    utf8_mode = UTF8,
    # Nothing is installed where the program lies, and nothing is to be written there.
    site_import = False,
    write_bytecode = False,
    # As the `python` command does, which programs were tested with.
    install_signal_handlers = True,
    configure_c_stdio = True,
    buffered_stdio = not UNBUFFERED,
    optimization_level = OPTIMIZE,
    verbose = VERBOSE,
    hash_seed = HASH_SEED if HASH_SEED >= 0 else None,
    development_mode = DEVELOPMENT,
    # Up to 3.13 the mode leaves it off in this profile.
    fault_handler = True if DEVELOPMENT else None,
    # Programs look into sys._xoptions too.
    x_options = ["dev"] if DEVELOPMENT else None,
    warn_options = WARNINGS.split(" ") if WARNINGS else None,
    sys_frozen = True,
    sys_meipass = IS_CONTENTS,
    # An unset home becomes the origin, and the program name becomes the executable.
    set_missing_path_configuration = IS_CONTENTS,
    prefix = None if IS_CONTENTS else "$ORIGIN",
    exec_prefix = None if IS_CONTENTS else "$ORIGIN",
    allocator = "mimalloc" if HAS_MIMALLOC and not IS_CONTENTS else None,
)

# Where the packer has put the standard library, under names of its own.
filesystem_importer(
    paths = [
        "$ORIGIN/base_library.zip",
        "$ORIGIN/lib-dynload",
        "$ORIGIN",
    ] if IS_CONTENTS else [
        "$ORIGIN/lib/library.zip",
        "$ORIGIN/lib",
    ],
)
