"""The CPythons that can be fetched."""

from __future__ import annotations

from pathlib import Path

from tests.fetch_cpython.debian import OF_BOOKWORM, DebianPrefix
from tests.fetch_cpython.maven import Artifact, ForeignPrefix, MavenPrefix, WindowsPrefix
from tests.fetch_cpython.sources import Source

ROOT = Path(__file__).resolve().parents[2]
FETCHED = ROOT / ".cpython"
"""Where the folders are, each under its name."""

WINDOWS = {
    f"windows/{version.rpartition('.')[0]}": WindowsPrefix(Artifact(version, packaging, "windows-x86_64", digest))
    for version, packaging, digest in (
        ("3.9.6", "1.5.6", "84935ae94d433b806265d01c0e14562ba3e5de73d21c9bb5d5b9e4e7a792d4a7"),
        ("3.10.8", "1.5.8", "1e7d342425c87184fbedd8754045db556c63765678a0f11b4539465642ab018b"),
        ("3.11.3", "1.5.9", "3263a50b256447bb7b9e604d6587627e419891370fc33b94469e6a06ff4de834"),
        ("3.12.1", "1.5.10", "e69bc4491c311e19ea7169bafc5efbbe03b980d69c6962b049daf1fcb4913391"),
        ("3.13.5", "1.5.12", "cfe5502ffa7ea369be707b6d88bf68344732a7800450665080fb4267c01bfeae"),
        ("3.14.3", "1.5.13", "3291bf3d8f405335ac21dbe55780521fdfd295b0f9f43f7e6e8c55bedd709cb3"),
    )
}
"""Those for Windows, oldest first. There is no 3.8 among the artifacts."""

BUILDS = {
    "builds/3.11d": DebianPrefix("3.11", "bookworm", flags="d", beside=OF_BOOKWORM),
    "builds/3.15d": DebianPrefix("3.15", "sid", flags="d"),
}
"""Debug builds, by their versions."""

FOREIGN = {
    f"foreign/{target}": ForeignPrefix(Artifact("3.14.3", "1.5.13", classifier, digest))
    for target, classifier, digest in (
        (
            "aarch64-unknown-linux-gnu",
            "linux-arm64",
            "75d0ac8f457bdb2d6b684796c282ce4da1e0c377a02b954de2c718f80901a15f",
        ),
        ("aarch64-apple-darwin", "macosx-arm64", "49a3055dc8f182744736f0c832f7637f0d515da7830b2049fa7da9f86220dbb1"),
        ("x86_64-apple-darwin", "macosx-x86_64", "16f6d92143248378b57cee445924b2c3388020abfc8982ffb6a6ba64d6d7bb23"),
    )
}
"""Those for other processors and systems, by their targets."""

SOURCES: dict[str, Source] = {
    "3.14": MavenPrefix(
        Artifact("3.14.3", "1.5.13", "linux-x86_64", "eb5f1a6fe2dc498ac18927189a37f28a47b0ba06ae6bd85112eff023fe2eb46f")
    ),
    "3.15": DebianPrefix(
        "3.15", "sid", apart=("python3.15-venv", "python3.15-tk", "idle-python3.15", "python3.15-examples")
    ),
    **WINDOWS,
    **BUILDS,
    **FOREIGN,
}
"""Where each CPython comes from, by the name of its folder."""

USUAL = ("3.14", "3.15")
"""Those that the tests use wherever they find them; the others are for platforms that they are started on apart."""
