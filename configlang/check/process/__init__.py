"""The rules over several configs that one process starts."""
