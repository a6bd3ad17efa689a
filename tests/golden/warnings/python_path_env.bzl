# options:
# options (windows): --target x86_64-pc-windows-msvc
# options (isolated): -D profile=isolated
"""The text that stands for PYTHONPATH: split at another character, and ignored from 3.11 in the isolated profile."""

PROFILE = variable("profile", default = "python", values = ["python", "isolated"])

interpreter(
    profile = PROFILE,
    python_path_env = "C:\\app:D:\\more" if TARGET.os == "windows" else "/opt/app;/opt/more",
    utf8_mode = True,
)
