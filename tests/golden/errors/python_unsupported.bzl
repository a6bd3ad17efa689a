# options: --format rust --python 3.12
"""pyembed can't start the version that is asked for; the config says nothing of versions."""

interpreter(isolated = True)
