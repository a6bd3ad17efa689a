"""The stub of a packaged desktop application, as briefcase makes one for each platform.

A stub is compiled once per Python version and platform, and runs whatever package lies in its bundle. It needs the
bundle's own Python and nothing of the user's, output that is seen at once, and no writing into the bundle, which is
signed. What it says at run time, through the host struct:

- argv: the name of the application, and the arguments;
- home: where it does not lie as below, as while the application is developed.

`site.addsitedir` for `app_packages`, so that `.pth` files there count, can't be said: the application calls it, or the
host does between `initialize` and `run`. The name of the package comes from the bundle's own list of properties; here
it is a variable.
"""

compatible_with(
    python = ">=3.10",
    targets = [
        "aarch64-apple-darwin",
        "x86_64-apple-darwin",
        "x86_64-pc-windows-msvc",
        "x86_64-unknown-linux-gnu",
    ],
)

MODULE = variable("module", default = "app", doc = "The package that runs, which has a __main__.py.")

def bundle():
    """Returns the folder of the Python in the bundle and that of everything else, as the platform has them."""
    if TARGET.os == "macos":
        framework = "$ORIGIN/../Frameworks/Python.framework/Versions/"
        return struct(
            home = framework + (TARGET.python or "Current"),
            resources = "$ORIGIN/../Resources",
        )
    if TARGET.os == "windows":
        return struct(home = "$ORIGIN", resources = "$ORIGIN")
    return struct(home = "$ORIGIN/../lib/python", resources = "$ORIGIN/../lib/desktop")

BUNDLE = bundle()

interpreter(
    profile = "isolated",
    utf8_mode = True,
    configure_locale = True,
    # A log takes lines as they come.
    buffered_stdio = False,
    configure_c_stdio = True,
    write_bytecode = False,
    install_signal_handlers = True,
    home = BUNDLE.home,
    run_module = MODULE,
    # CPython's own redirection to Apple's log. Before 3.14 the application has to load one.
    use_system_logger = True if TARGET.os == "macos" and TARGET.python == "3.14" else None,
)
filesystem_importer(
    paths = [
        BUNDLE.resources + "/app",
        BUNDLE.resources + "/app_packages",
    ],
    mode = "prepend",
)
