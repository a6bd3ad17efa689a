"""
CPythons out of packages of Debian, of another suite than the machine's own, with the C library that they need.

Nothing is installed: apt gets folders of its own and the address that the machine's own sources have, and the packages
are unpacked. A program that is to be linked with such a CPython has to start with the C library beside it:
`-Wl,--dynamic-linker` says so, as the interpreter that is made here does.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.fetch_cpython.sources import FetchError, demand, demand_answer, require, run

SYSTEM = "x86_64-linux-gnu"
LOADER = "ld-linux-x86-64.so.2"
BESIDE = ("libc6", "libexpat1", "zlib1g", "libffi8", "libssl3t64")
"""The packages of the libraries that libpython and the most used extension modules need, C's own first."""
OF_BOOKWORM = (*BESIDE[:-1], "libssl3")
"""The same as an older suite calls them."""
CONFIGURATION = """\
Dir::Etc::sourcelist "{folder}/suite.sources";
Dir::Etc::sourceparts "-";
Dir::State "{folder}/state";
Dir::State::lists "{folder}/lists";
Dir::State::status "{folder}/state/status";
Dir::Cache "{folder}/cache";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
"""
SOURCES = """\
Types: deb
URIs: {address}
Suites: {suite}
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""
MAIN = "#include <Python.h>\nint main(int argc, char **argv) { return Py_BytesMain(argc, argv); }\n"


class DebianPrefix(NamedTuple):
    """
    The newest release of a minor that a suite of Debian has, as a prefix like any other.

    The files, and the interpreter, carry the absolute path of their folder.

    Attributes:
        minor: The minor version.
        suite: The suite, by the name that apt knows.
        apart: The packages of parts of the standard library that Debian keeps apart.
        flags: What stands behind the version in the names of files: `d` for the debug build.
        beside: The packages with the libraries that it needs.
    """

    minor: str
    suite: str
    apart: tuple[str, ...] = ()
    flags: str = ""
    beside: tuple[str, ...] = BESIDE

    @property
    def name(self) -> str:
        """What its files are called by."""
        return f"python{self.minor}{self.flags}"

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages that it is made from, the one first that tells the version."""
        library = f"libpython{self.minor}"
        own = [library, f"{library}-dev", f"{library}-stdlib", f"{library}-minimal"]
        return (*own, *([f"{library}-dbg"] if self.flags else []), *self.apart, *self.beside)

    def fetch(self, part: Path, into: Path) -> str:
        """Unpack the packages, lay their files as a prefix has them, and make an interpreter."""
        require("apt-get", "apt")
        require("dpkg", "dpkg")
        require("cc", "gcc")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            version = self._download(folder)
            for package in sorted(folder.glob("*.deb")):
                run(("dpkg", "-x", package, folder / "root"), folder, f"unpack {package.name}")
            _lay(folder / "root", part, self)
        _say_where(part, into)
        self._make_interpreter(part, into)
        return version

    def _download(self, folder: Path) -> str:
        """Let apt put the packages into a folder, and return the release of CPython that they are of."""
        for name in ("state", "lists/partial", "cache/archives/partial"):
            (folder / name).mkdir(parents=True)
        (folder / "state" / "status").touch()
        (folder / "suite.sources").write_text(SOURCES.format(address=_address(folder), suite=self.suite))
        (folder / "apt.conf").write_text(CONFIGURATION.format(folder=folder))
        configured = {"APT_CONFIG": str(folder / "apt.conf")}
        run(("apt-get", "-qq", "update"), folder, f"look at Debian's {self.suite}", **configured)
        what = f"fetch CPython {self.minor} from Debian's {self.suite}"
        run(("apt-get", "-qq", "download", *self.packages), folder, what, **configured)
        package = next(folder.glob(f"{self.packages[0]}_*.deb"))
        # What was packed again has a sign behind the version.
        found = re.match(r"(\d+\.\d+\.\d+)", package.name.split("_")[1])
        if found is None:
            raise FetchError(f"{package.name} is no release of CPython {self.minor}")
        return found[1]

    def _make_interpreter(self, part: Path, into: Path) -> None:
        """Make an interpreter that finds its libraries below the folder that it is to lie in."""
        (part / "bin").mkdir()
        library = part / "lib" / f"lib{self.name}.so.1.0"
        program = part / "bin" / self.name
        command = ("cc", "-x", "c", "-", "-x", "none", "-I", part / "include" / self.name, "-o", program)
        run((*command, library, *own_loader(into / "lib")), part, "make an interpreter", MAIN)
        (part / "bin" / "python3").symlink_to(self.name)

    def check(self, folder: Path, into: Path) -> None:
        """Start the interpreter, as it is or, before the folder has its name, by the C library's loader."""
        demand(folder, (f"include/{self.name}/Python.h", f"lib/lib{self.name}.so", f"lib/{LOADER}"))
        loader = () if folder == into else (folder / "lib" / LOADER, "--library-path", folder / "lib")
        version = demand_answer((*loader, folder / "bin" / self.name), folder, into, None)
        if not version.startswith(f"{self.minor}."):
            raise FetchError(f"the unpacked CPython is {version}, not {self.minor}")


def own_loader(folder: Path) -> tuple[str, ...]:
    """Return what a compiler needs to link a program that starts with the C library in a folder."""
    starts = (f"-Wl,--dynamic-linker,{folder / LOADER}", "-Wl,--allow-shlib-undefined")
    return (*starts, "-Wl,--disable-new-dtags", f"-Wl,-rpath,{folder}")


def _address(folder: Path) -> str:
    """Return where the machine's own apt gets Debian from."""
    command = ("apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages")
    sites = run(command, folder, "tell its sources").split()
    found = next((site for site in sites if site.rstrip("/").endswith("/debian")), None)
    if found is None:
        raise FetchError("needs a machine whose apt gets its packages from Debian")
    return found


def _lay(root: Path, part: Path, prefix: DebianPrefix) -> None:
    """Lay the files of Debian's packages as those of a prefix lie."""
    usr = root / "usr"
    (part / "lib").mkdir(parents=True)
    # Older packages have some of them beside usr.
    for library in sorted(each for base in (root, usr) for each in (base / "lib" / SYSTEM).glob("*.so*")):
        shutil.copy(library, part / "lib" / library.name, follow_symlinks=False)
    described = usr / "lib" / SYSTEM / "pkgconfig"
    for description in sorted(described.glob(f"{prefix.name.replace('python', 'python-')}*.pc")):
        for name in (description.name, description.name.replace(f"-{prefix.minor}{prefix.flags}", "3")):
            (part / "lib" / "pkgconfig").mkdir(exist_ok=True)
            shutil.copy(description, part / "lib" / "pkgconfig" / name)
    standard = f"lib/python{prefix.minor}"
    # Debian's sitecustomize.py is a link to a file of the system's.
    left = shutil.ignore_patterns("test", "sitecustomize.py", "*.a")
    shutil.copytree(usr / standard, part / standard, symlinks=True, ignore=left)
    # An installed one has it, though with nothing in it.
    (part / "lib" / "python3" / "dist-packages").mkdir(parents=True)
    headers = f"include/{prefix.name}"
    shutil.copytree(usr / headers, part / headers)
    # The one there leads to that of the processor.
    shutil.copy(usr / "include" / SYSTEM / prefix.name / "pyconfig.h", part / headers / "pyconfig.h")


def _say_where(part: Path, into: Path) -> None:
    """Put the folder into what sysconfig tells."""
    places = {
        f"/usr/lib/{SYSTEM}": f"{into}/lib",
        f"/usr/include/{SYSTEM}": f"{into}/include",
        "/usr/lib/python3": f"{into}/lib/python3",
        "/usr/include": f"{into}/include",
        "/usr/bin/python3": f"{into}/bin/python3",
        "'/usr'": f"'{into}'",
        '"/usr"': f'"{into}"',
        "prefix=/usr": f"prefix={into}",
        f"${{prefix}}/lib/{SYSTEM}": f"{into}/lib",
    }
    pattern = re.compile("|".join(map(re.escape, places)))
    for path in sorted([*part.glob("lib/python3*/_sysconfig*"), *part.glob("lib/pkgconfig/*.pc")]):
        if not path.is_symlink():
            path.write_text(pattern.sub(lambda found: places[found[0]], path.read_text(encoding="utf-8")), "utf-8")
