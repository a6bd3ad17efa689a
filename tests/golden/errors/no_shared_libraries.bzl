# options: --target wasm32-wasip1
# options (musl): --target x86_64-unknown-linux-musl
# options (musl): --format rust --target x86_64-unknown-linux-musl --python 3.11 -D chosen=true
# options (musl): --format c --target x86_64-unknown-linux-musl
# options (windows): --format c --target x86_64-pc-windows-msvc
# options (linux):
# options (linux): --format rust --python 3.11 -D chosen=true
# options (linux): --format rust-ffi
# options (linux): --format c
# options (macos): --format rust --target aarch64-apple-darwin --python 3.11 -D chosen=true
# options (macos): --format c --target aarch64-apple-darwin
# options (android): --format c --target aarch64-linux-android
"""What a program must be like so that shared libraries load, in the words of the build that an output is for."""

CHOSEN = variable("chosen", default = False, doc = "Whether a version is chosen.")

interpreter(
    home = "$ORIGIN/python" if not CHOSEN else None,
    set_missing_path_configuration = False,
)
END = ".pyd" if TARGET.os == "windows" else ".so"
filesystem_importer(paths = ["$ORIGIN/lib", "$ORIGIN/python311.zip"])
[dynamic_extension(name, path = "$ORIGIN/lib/" + name + END) for name in ["a", "b", "c"]]

# Never found, so that no run gives an output.
dynamic_extension("d", path = "$ORIGIN/lib/d.txt")
