# options: --format c
# options: --format rust-ffi --target x86_64-pc-windows-msvc
"""What hosts do around a start, for every CPython: what they, the system and the folder of the executable bring in."""

IS_WINDOWS = TARGET.os == "windows"

interpreter(
    set_missing_path_configuration = True,
    parse_argv = False,
    utf8_mode = True,
    allocator = "debug",
    perf_profiling = None if IS_WINDOWS else 1,
    legacy_windows_stdio = True if IS_WINDOWS else None,
    safe_path = True,
    tcl_library = "$ORIGIN/tcl",
    terminfo_resolution = "dynamic",
    sys_frozen = True,
    sys_meipass = True,
    argvb = True,
)
static_extension("fast")
static_extension("app.fast", init = "PyInit_app_fast")
filesystem_importer(paths = ["$ORIGIN/lib", "$ORIGIN"], mode = "prepend")
