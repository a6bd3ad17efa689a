# options:
"""The user's packages without the module that adds them."""

interpreter(
    site_import = False,
    use_environment = False,
    user_site_directory = True,
)
