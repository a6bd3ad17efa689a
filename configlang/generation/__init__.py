"""All files of a project: what they should hold, against what is on the disk."""
