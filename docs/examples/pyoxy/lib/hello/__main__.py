"""Say hello, from where, and with which arguments."""

import sys
from pathlib import Path

print("hello from", Path(__file__).parent.name)
print("sys.path[0]:", Path(sys.path[0]).name)
print("arguments:", *sys.argv[1:])
