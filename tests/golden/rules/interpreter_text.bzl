# options:
# options: --format rust
# options (windows): --target x86_64-pc-windows-msvc
"""Text of every kind comes through: quotes, backslashes, controls, other alphabets, tuples for lists."""

interpreter(
    parse_argv = False,
    argv = ("app", "\"quoted\"", "back\\slash", "tab\tnew\nline\r", "\u202ebidi\u2066", "\U0001f40d", "Käse"),
    run_command = "import sys; print('''\"#\"##\"###''', r'\\d')  # \x01\x7f",
    program_name = "\u00e4pp",
    home = "/C:\\Python\\3.11",
    x_options = ("a=b", ""),
)
