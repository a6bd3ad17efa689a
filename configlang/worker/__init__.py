"""The process that does the work: one request, one answer, limits on everything in between."""
