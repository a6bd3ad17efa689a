"""Facts about CPython, and no opinions: its versions, targets, modules, suffixes, command line."""
