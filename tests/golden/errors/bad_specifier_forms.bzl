# options (caret): -D limits=^3.9
# options (tilde): -D limits=~=3.9
# options (patch): -D limits=>=3.9.1
# options (major): -D limits=>=3
# options (two): -D limits=>=2.7
# options (none): -D limits=>=3.20
# options (empty): -D limits=
# options (contradiction): -D limits=>=3.11,<3.10
"""Version limits that can't be read, or that nothing meets."""

compatible_with(python = variable("limits"))
