"""
The module ``signal`` without its enumerations, which take as long to make as a small config takes to run.

Type checkers read ``signal`` itself. Its functions take numbers and give numbers here.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
else:
    # What it is made of, in all CPythons.
    import _signal as signal

__all__ = ["signal"]
