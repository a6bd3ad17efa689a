"""What CPython and its embedders do with a config: the rules, one family per file."""
