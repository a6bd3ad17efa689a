# options: --format c
"""Sub-interpreters that can't be."""

sub_interpreter("")
sub_interpreter("my worker")
sub_interpreter("1st")
sub_interpreter("wörker")
sub_interpreter(name = 1)
sub_interpreter("gil", gil = "none")
sub_interpreter("flag", allow_fork = 1)
sub_interpreter("twice")
sub_interpreter("twice", gil = "shared")
