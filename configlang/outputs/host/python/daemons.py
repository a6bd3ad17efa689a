"""Tells in ``daemons`` whether threads run that nobody waits for at the end."""

import sys

threading = sys.modules.get("threading")
daemons = threading and [each for each in threading.enumerate() if each.daemon and each.ident != threading.get_ident()]
