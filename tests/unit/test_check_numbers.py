"""Rules about numbers: what no program shows. What they claim else is proven in tests/truth/cases/numbers.py."""

from __future__ import annotations

import pytest

from configlang.check.families.numbers import RULES
from tests.unit.check_helpers import messages, problems


@pytest.mark.parametrize(
    "fields",
    [
        {"hash_seed": 0},
        {"hash_seed": 0, "use_hash_seed": True},
        {"use_hash_seed": False},
        {"int_max_str_digits": 0},
        {"int_max_str_digits": -1},
        {"int_max_str_digits": 640},
        {"cpu_count": -1},
        {"cpu_count": 1},
        {"perf_profiling": 0, "target": "x86_64-pc-windows-msvc"},
        {"perf_profiling": 2, "version": "3.13"},
        {"verbose": 2, "optimization_level": 2, "bytes_warning": "raise"},
        {"verbose": True},
    ],
    ids=str,
)
def test_what_works_is_no_finding(fields: dict[str, object]) -> None:
    """Numbers that do what they say are not remarked on."""
    assert [] == problems(RULES, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("target", ["x86_64-pc-windows-msvc", "aarch64-apple-darwin", "wasm32-unknown-emscripten"])
def test_perf_is_for_linux(target: str) -> None:
    """Support for `perf` is asked for in vain on any other platform, and the finding names the target."""
    found = messages(RULES, perf_profiling=1, target=target)

    assert [f"`perf_profiling` has no effect on {target}: CPython supports `perf` on Linux alone"] == found
