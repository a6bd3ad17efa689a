# options:
# options (python): --python 3.11
# options (musl): --target x86_64-unknown-linux-musl
# options (macos): --target aarch64-apple-darwin
# options (windows): --target x86_64-pc-windows-msvc
# options (mingw): --target i686-pc-windows-gnu
# options (android): --target aarch64-linux-android
# options (androideabi): --target armv7-linux-androideabi
# options (ios): --target aarch64-apple-ios-sim
# options (wasi): --target wasm32-wasip1
# options (emscripten): --target wasm32-unknown-emscripten
# options (freebsd): --target x86_64-unknown-freebsd
"""Every part of TARGET."""

interpreter(
    x_options = ["{}={}".format(name, getattr(TARGET, name)) for name in ["triple", "arch", "os", "env", "python"]],
    parse_argv = False,
    run_module = "app_windows" if TARGET.os == "windows" else "app",
)
