"""From declarations to the parts of a config: a module per family of ``stdlib_rules/``, a function per rule."""
