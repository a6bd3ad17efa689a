# options:
"""Arguments over several lines: the first is shown, and marked to its end."""

static_extension(
    "a" +
    "-b",
)
filesystem_importer(
    enabled = [
        True,
    ],
    paths = """
""",
)
interpreter(
    run_module = {
        "a": 1,
    },
)
