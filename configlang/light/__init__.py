"""What stands in for attrs, typing and compiled patterns, which take longer to come up than a run does."""
