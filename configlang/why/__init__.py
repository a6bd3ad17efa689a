"""What holds for a config in the end and where that comes from: gathered once, and told as text, JSON or a page."""
