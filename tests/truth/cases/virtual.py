"""Virtual environments: what keeps one from being used. What works is in tests/hosts/test_virtual_environments.py."""

from __future__ import annotations

from configlang.findings.finding import Severity
from tests.hosts.programs import Run
from tests.truth.claims import Case, Claim, OnWindows, Unproven
from tests.truth.configs import ENVIRONMENTS

ISOLATED = 'interpreter(profile = "isolated", utf8_mode = True)\n'


def use(name: str) -> str:
    """Return the call for one of the environments."""
    return f'virtual_environment(variable("environments") + "/{name}")'


WHOLE = use("whole")


def has_packages(run: Run) -> bool:
    """Tell whether packages of one of the environments can be imported."""
    return any(path.startswith(f"{ENVIRONMENTS}/") for path in run.came_up["path"])


def has_base_packages(run: Run) -> bool:
    """Tell whether packages of the installation can be imported."""
    base = run.stdout.rstrip("\n")
    return any(path.startswith(f"{base}/") and path.endswith("-packages") for path in run.came_up["path"])


CLAIMS: tuple[Claim, ...] = (
    Case(
        code="environment-contradicted",
        name="executable",
        bad=f'interpreter(executable = "/bin/other")\n{WHOLE}',
        good=WHOLE,
        claim=lambda run: not has_packages(run) and run.came_up["executable"] == "/bin/other",
    ),
    Case(
        code="environment-contradicted",
        name="site",
        bad=f"interpreter(site_import = False)\n{WHOLE}",
        good=WHOLE,
        claim=lambda run: not has_packages(run),
    ),
    Case(
        code="environment-contradicted",
        name="prefix",
        severity=Severity.WARNING,
        bad=f'interpreter(prefix = "/elsewhere")\n{WHOLE}',
        good=WHOLE,
        ask="import sys; print(sys.base_prefix)",
        claim=lambda run: run.stdout == "/elsewhere\n",
        last="3.10",
    ),
    Case(
        code="relative-environment",
        bad=f'{ISOLATED}virtual_environment("venv")',
        good=f'{ISOLATED}virtual_environment("$ORIGIN/venv")',
        claim=lambda run: run.came_up["executable"] == "venv/bin/python",
    ),
    Case(
        code="no-environment",
        bad=use("bare"),
        good=WHOLE,
        claim=lambda run: not has_packages(run) and run.came_up["prefix"] != str(ENVIRONMENTS / "bare"),
    ),
    Case(
        code="environment-of-other-python",
        bad=use("older"),
        good=WHOLE,
        # The host passes a home, without which CPython 3.14 and later don't start.
        claim=lambda run: not has_packages(run),
    ),
    Unproven(
        code="environment-broken",
        name="moved",
        bad=use("moved"),
        good=WHOLE,
        reason="what comes of it goes by how CPython was built; seen with those of tests/hosts, moved and not",
    ),
    Case(
        code="environment-broken",
        name="program",
        bad=use("programless"),
        good=WHOLE,
        ask=(
            "import subprocess, sys\n"
            "try: subprocess.run([sys.executable], check = True)\n"
            "except OSError: print('no process starts')"
        ),
        claim=lambda run: run.stdout == "no process starts\n",
    ),
    Case(
        code="environment-shared",
        bad=use("sharing"),
        good=WHOLE,
        ask="import sys; print(sys.base_prefix)",
        claim=has_base_packages,
    ),
    OnWindows(
        code="workers-lost",
        name="environment",
        bad='interpreter(home = "$ORIGIN/py")\nvirtual_environment("$ORIGIN/venv")',
        good=(
            'interpreter(home = "$ORIGIN/py", base_executable = "$ORIGIN/py/python.exe")\n'
            'virtual_environment("$ORIGIN/venv")'
        ),
        ask="import sys; print(sys._base_executable)",
        files={"venv/pyvenv.cfg": "home = PREFIX\n"},
        home=False,
        claim=lambda run: run.stdout.rstrip().endswith("/venv/Scripts/python.exe"),
    ),
)
