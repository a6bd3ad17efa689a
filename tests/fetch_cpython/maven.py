"""CPythons out of Maven artifacts (org.bytedeco:cpython), each pinned by its digest."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from tests.fetch_cpython.sources import FetchError, demand, demand_answer, require, run

GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


class Artifact(NamedTuple):
    """
    A jar.

    Attributes:
        version: The release of CPython.
        packaging: The version of what it is packed by.
        classifier: The system and the processor.
        sha256: Of the jar.
    """

    version: str
    packaging: str
    classifier: str
    sha256: str

    @property
    def coordinates(self) -> str:
        """What Maven calls it."""
        return f"org.bytedeco:cpython:{self.version}-{self.packaging}:jar:{self.classifier}"

    @property
    def inside(self) -> str:
        """The folder of the prefix in the jar."""
        return f"org/bytedeco/cpython/{self.classifier}/"

    def download(self, folder: Path) -> Path:
        """Let Maven, which knows its registries, put the jar into an empty folder, where no pom.xml has a say."""
        require("mvn", "maven")
        options = ("--batch-mode", "--quiet", "-Dstyle.color=never")
        command = ("mvn", *options, GOAL, f"-Dartifact={self.coordinates}", f"-DoutputDirectory={folder}")
        run(command, folder, f"fetch {self.coordinates}")
        jar = next(folder.glob("*.jar"), None)
        if jar is None:
            raise FetchError(f"mvn has fetched no {self.coordinates}")
        found = hashlib.sha256(jar.read_bytes()).hexdigest()
        if found != self.sha256:
            raise FetchError(f"the sha256 of {self.coordinates} is {found}, not {self.sha256}")
        return jar


class MavenPrefix(NamedTuple):
    """
    A CPython for Linux as a prefix like any other, without the tests of its standard library.

    The files carry the absolute path of their folder. libpython itself has the path of the machine where it was built,
    so a program that embeds it must set `home`.
    """

    artifact: Artifact

    @property
    def minor(self) -> str:
        """The minor version."""
        return self.artifact.version.rpartition(".")[0]

    def fetch(self, part: Path, into: Path) -> str:
        """Unpack the jar."""
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(self.artifact.download(Path(folder))) as archive:
            details = f"{self.artifact.inside}lib/python{self.minor}/build-details.json"
            built_for = os.fsencode(json.loads(archive.read(details))["base_prefix"])
            for name in archive.namelist():
                place = self.place_of(name)
                if place is None:
                    continue
                data = archive.read(name)
                if not data.startswith(b"\x7fELF"):
                    # What sysconfig and pkg-config tell, and the first lines of scripts.
                    data = data.replace(built_for, os.fsencode(into))
                path = part / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                if place.startswith("bin/"):
                    path.chmod(0o755)
        (part / "lib" / f"libpython{self.minor}.so").symlink_to(f"libpython{self.minor}.so.1.0")
        return self.artifact.version

    def place_of(self, name: str) -> str | None:
        """Return where in the prefix a file of the jar belongs, None for Java, OpenSSL without headers, and tests."""
        if not name.startswith(self.artifact.inside) or name.endswith("/"):
            return None
        place = name.removeprefix(self.artifact.inside)
        moved = {
            f"libpython{self.minor}.so.1.0": f"lib/libpython{self.minor}.so.1.0",
            # Beside the extension module that needs it, where its runpath leads.
            "libffi.so.8": f"lib/python{self.minor}/lib-dynload/libffi.so.8",
        }
        kept = rf"bin/(?!c_rehash).+|include/.+|lib/pkgconfig/python.+|lib/python{self.minor}/(?!test/).+"
        return moved.get(place) or (place if re.fullmatch(kept, place) else None)

    def check(self, folder: Path, into: Path) -> None:
        """Start the interpreter."""
        demand(folder, (f"include/python{self.minor}/Python.h", f"lib/libpython{self.minor}.so"))
        demand_answer((folder / "bin" / f"python{self.minor}",), folder, into, self.artifact.version)


class ForeignPrefix(NamedTuple):
    """
    A CPython for another processor or system than this machine's as a prefix: headers, libpython, standard library.

    It can't be started here as it is, and what it tells of its place is that of the machine where it was built.
    """

    artifact: Artifact

    @property
    def library(self) -> str:
        """The name of its libpython, as a linker finds it."""
        end = "dylib" if self.artifact.classifier.startswith("macosx") else "so"
        return f"libpython{MavenPrefix(self.artifact).minor}.{end}"

    def fetch(self, part: Path, _into: Path) -> str:
        """Unpack the jar."""
        shared = MavenPrefix(self.artifact)
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(self.artifact.download(Path(folder))) as archive:
            for name in archive.namelist():
                is_library = name == f"{self.artifact.inside}{self.library}"
                place = f"lib/{self.library}" if is_library else shared.place_of(name)
                if place is not None:
                    path = part / place
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.read(name))
        if self.library.endswith(".so"):
            (part / "lib" / self.library).symlink_to(f"{self.library}.1.0")
        return self.artifact.version

    def check(self, folder: Path, _into: Path) -> None:
        """See that what a program needs is there."""
        minor = MavenPrefix(self.artifact).minor
        demand(folder, (f"include/python{minor}/Python.h", f"lib/python{minor}/os.py", f"lib/{self.library}"))


class WindowsPrefix(NamedTuple):
    """
    A CPython for Windows as its installer lays it out, with what a program is linked with.

    It can't be started here: that takes Wine.
    """

    artifact: Artifact

    @property
    def library(self) -> str:
        """The name of the DLL, without its end."""
        return "python" + "".join(self.artifact.version.split(".")[:2])

    def fetch(self, part: Path, _into: Path) -> str:
        """Unpack the jar."""
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(self.artifact.download(Path(folder))) as archive:
            for name in archive.namelist():
                place = self.place_of(name)
                if place is not None:
                    path = part / place
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.read(name))
        return self.artifact.version

    def place_of(self, name: str) -> str | None:
        """Return where in the prefix a file of the jar belongs, None for Java, packages and tests."""
        if not name.startswith(self.artifact.inside) or name.endswith("/"):
            return None
        place = name.removeprefix(self.artifact.inside)
        if re.fullmatch(rf"include/.+|libs/.+|python\.exe|{self.library}\.dll", place):
            return place
        if re.fullmatch(r"lib/vcruntime\w+\.dll", place):
            return place.removeprefix("lib/")
        if re.fullmatch(r"lib/[^/]+\.(pyd|dll)", place):
            return None if re.match(r"lib/(_(ctypes_)?test|xxlimited)", place) else place.replace("lib/", "DLLs/", 1)
        is_library = place.startswith("lib/") and not re.match(r"lib/(test|site-packages|pip|setuptools)[/-]", place)
        return place.replace("lib/", "Lib/", 1) if is_library else None

    def check(self, folder: Path, _into: Path) -> None:
        """See that what a program needs is there."""
        names = ("include/Python.h", "Lib/os.py", "DLLs/_socket.pyd", "vcruntime140.dll")
        demand(folder, (*names, f"libs/{self.library}.lib", f"{self.library}.dll"))
