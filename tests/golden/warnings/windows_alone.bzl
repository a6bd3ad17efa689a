# options: --format c --target x86_64-pc-windows-msvc --python 3.13
# options (old): --format c --target x86_64-pc-windows-msvc --python 3.9
# options (linux): --format c --target x86_64-unknown-linux-gnu --python 3.13
"""A program without a console, and what lies beside it: said for Windows alone."""

host(outputs = ["c"], console = False)
interpreter(
    profile = "isolated",
    utf8_mode = True,
    buffered_stdio = False,
    fault_handler = True,
    site_import = False,
    stdio_errors = "replace",
    verbose = 2,
    **({} if TARGET.python == "3.9" else {"safe_path": True})
)
