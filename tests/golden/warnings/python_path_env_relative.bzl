# options:
"""A relative folder in the text that stands for PYTHONPATH, and an empty one, which is the working folder."""

interpreter(python_path_env = "/opt/app:plugins:")
