"""``python -m configlang``."""

import sys

from configlang.cli.main import main

sys.exit(main())
