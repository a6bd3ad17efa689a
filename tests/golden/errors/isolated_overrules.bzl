# options:
# options (old): --python 3.10
"""Isolation switches back what the config says: by a setting, and by the profile in 3.11 and later."""

interpreter(
    isolated = True,
    safe_path = False,
    use_environment = True,
    user_site_directory = True,
)
