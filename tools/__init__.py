"""Programs that make or check parts of this repository."""
