"""From text to declarations: reading, loading and evaluating Starlark, and where each value was written."""
