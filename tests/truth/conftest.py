"""What the tests of this folder share: each CPython in turn, and what a release that nobody has measured tells."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from configlang.cpython.extents import TO_3_15
from configlang.cpython.versions import Version
from tests.hosts.cpythons import VERSIONS, CPython, find_cpythons, require_cpython


@pytest.fixture(scope="module", params=VERSIONS)
def python(request: pytest.FixtureRequest) -> CPython:
    """Return one CPython after the other."""
    return require_cpython(request.param)


def unmeasured_release(version: str) -> Version | None:
    """Return the release of a minor that the tests have found, where it is newer than the one that was measured."""
    found = next((python.release for python in find_cpythons() if python.version == version), None)
    measured = next((release for release in map(Version, TO_3_15) if str(release.whole) == version), None)
    return found if found is not None and measured is not None and found > measured else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """
    Report what differs on a newer patch release than was measured, which is news of CPython's and no fault.

    Where releases move, as in Debian's sid, a new one must not turn the tests red; and nobody shall miss it.
    """
    report = yield
    params = getattr(getattr(item, "callspec", None), "params", {})
    version = next((params[name] for name in ("version", "python") if isinstance(params.get(name), str)), None)
    if version is None or not report.failed or not call.excinfo or not call.excinfo.errisinstance(AssertionError):
        return report
    release = unmeasured_release(version)
    if release is not None:
        report.outcome = "skipped"
        report.wasxfail = f"CPython {release} differs from what was measured on {version}: {report.longreprtext[-400:]}"
    return report
