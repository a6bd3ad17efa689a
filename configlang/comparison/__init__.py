"""Two configs, compared by what they mean."""
