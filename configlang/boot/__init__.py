"""Starting a config: its C is compiled against a CPython of this machine, run, and asked what really came up."""
