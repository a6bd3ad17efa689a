"""Documents for any program."""
