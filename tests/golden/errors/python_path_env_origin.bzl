# options:
# options: --format rust
"""pyembed expands `$ORIGIN` in paths, and this is a text; others that read the JSON may."""

interpreter(python_path_env = "$ORIGIN/lib")
