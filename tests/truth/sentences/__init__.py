"""The sentences, a module for each place that they stand in."""
