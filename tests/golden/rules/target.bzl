# options: --python 3.12
# options (python): --python 3.11
# options (musl): --target x86_64-unknown-linux-musl --python 3.12
# options (macos): --target aarch64-apple-darwin --python 3.12
# options (windows): --target x86_64-pc-windows-msvc --python 3.12
# options (mingw): --target i686-pc-windows-gnu --python 3.12
# options (android): --target aarch64-linux-android --python 3.12
# options (androideabi): --target armv7-linux-androideabi --python 3.12
# options (ios): --target aarch64-apple-ios-sim --python 3.12
# options (wasi): --target wasm32-wasip1 --python 3.12
# options (emscripten): --target wasm32-unknown-emscripten --python 3.12
# options (freebsd): --target x86_64-unknown-freebsd --python 3.12
"""Every part of TARGET."""

PARTS = ["triple", "arch", "os", "env", "python", "version", "free_threaded", "debug"]

interpreter(
    x_options = ["{}={}".format(name, getattr(TARGET, name)) for name in PARTS],
    parse_argv = False,
    run_module = "app_windows" if TARGET.os == "windows" else "app",
)
