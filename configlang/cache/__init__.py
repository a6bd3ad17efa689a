"""Answers that are remembered, and given again where nothing has changed that they came of."""
