# options:
"""A filter after which nothing can import warnings."""

interpreter(warn_options = ["error::ImportWarning", "error::None", "error::.Missing", "error::a..B"])
