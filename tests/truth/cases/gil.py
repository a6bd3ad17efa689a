"""Claims about the global interpreter lock of free-threaded builds."""

from __future__ import annotations

from configlang.findings.finding import Severity
from tests.truth.claims import Claim, Unproven

BY_HAND = (
    "none of the CPythons that the tests start is free-threaded; shown by hand with `configlang boot` on a build"
    " of 3.14.0a2 from source, whose `sys._is_gil_enabled()` turns True at the import of such a module"
)
LINKED = 'interpreter(profile = "isolated", utf8_mode = True)\nstatic_extension("fast", init = "PyInit_multi")'

CLAIMS: tuple[Claim, ...] = (
    Unproven(
        code="gil-switched-on",
        severity=Severity.INFO,
        bad=LINKED,
        good=LINKED.replace("True)", "True, enable_gil = False)"),
        first="3.13",
        build="t",
        reason=BY_HAND,
    ),
    Unproven(
        code="gil-switched-on",
        name="option",
        bad=LINKED,
        good=LINKED.replace("True)", 'True, x_options = ["gil=0"])'),
        first="3.13",
        build="t",
        reason=BY_HAND,
    ),
)
