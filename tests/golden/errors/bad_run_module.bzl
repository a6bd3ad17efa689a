# options: -D module=app.cli:main
# options (file): -D module=app.py
# options (path): -D module=app/cli
# options (empty): -D module=
# options (relative): -D module=.app
# options (extension): -D module=app.native
# options (inside): -D module=fast.cli
"""What is no name of a module in Python, in place of one."""

interpreter(
    parse_argv = False,
    run_module = variable("module"),
)
static_extension("fast")
dynamic_extension("app.native", path = "/opt/app/lib/app/native.so")
filesystem_importer(
    paths = ["/opt/app/lib"],
    mode = "prepend",
)
