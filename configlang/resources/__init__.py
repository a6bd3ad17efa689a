"""The packed-resources file of pyembed and PyOxidizer: what it looks like, writing one, reading any."""
