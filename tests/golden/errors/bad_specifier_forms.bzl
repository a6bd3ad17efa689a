# options (caret): -D limits=^3.9
# options (tilde): -D limits=~=3.9
# options (patch): -D limits=>=3.9.1.2
# options (build): -D limits=>=3.13t
# options (builds): -D limits=>=3.9,<3.14.1td
# options (late): -D limits=>=3.11.4,<3.11.4
# options (major): -D limits=>=3
# options (two): -D limits=>=2.7
# options (none): -D limits=>=3.20
# options (empty): -D limits=
# options (contradiction): -D limits=>=3.11,<3.10
"""Version limits that can't be read, or that nothing meets."""

compatible_with(python = variable("limits"))
