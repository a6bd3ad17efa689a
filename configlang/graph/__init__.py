"""What configs are made from: the files that they load, and the project file."""
