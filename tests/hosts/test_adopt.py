"""Generated C that takes over a Python that somebody else has started: what differs, what is added, who ends it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import attrs
import pytest

from configlang import Config, evaluate
from configlang.light import records
from configlang.schema.config import Host as Declared
from tests.hosts.bootable import bootable_configs
from tests.hosts.cpythons import C_HOSTS, VERSIONS, CPython, compile_flags, link_flags, require_cpython
from tests.hosts.plugins import build_loader, build_plugin, build_rust_plugin, compile_c, write_app
from tests.hosts.programs import COMPILERS, EXTENSIONS, WARNINGS
from tests.hosts.test_c_failures import HEADERS, QUIET, WRAPPERS
from tests.hosts.test_literals import draw

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

MAIN = """\
#include "app.c"
#include <pthread.h>
%s
static const char *home;

/* Starts Python by hand, as a profile has it. */
static int start(const char *profile)
{
    PyConfig config;
    PyPreConfig preconfig;
    PyStatus status;
    int is_isolated = strcmp(profile, "isolated") == 0;
    if (is_isolated) PyPreConfig_InitIsolatedConfig(&preconfig); else PyPreConfig_InitPythonConfig(&preconfig);
    preconfig.utf8_mode = is_isolated;
    Py_PreInitialize(&preconfig);
    if (is_isolated) PyConfig_InitIsolatedConfig(&config); else PyConfig_InitPythonConfig(&config);
    PyConfig_SetBytesString(&config, &config.home, home);
    if (strcmp(profile, "plain") == 0) config.site_import = 0;
    if (strcmp(profile, "plain") == 0) config.optimization_level = 2;
    status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    return PyStatus_Exception(status);
}

static void tell(const char *what, int kind, const app_status *status)
{
    printf("%%s %%d %%s\\n", what, kind, status->message);
    fflush(stdout);
}

static void *elsewhere(void *unused)
{
    app_status status;
    tell("acquire", app_acquire(&status), &status);
    PyRun_SimpleString("print('elsewhere', flush=True)");
    tell("finalize", app_finalize(&status), &status);
    tell("release", app_release(&status), &status);
    tell("release", app_release(&status), &status);
    return unused;
}

int main(int argc, char **argv)
{
    app_host host;
    app_status status;
    int index;
    memset(&host, 0, sizeof host);
    PASSED;
    setvbuf(stdout, NULL, _IONBF, 0);
    home = getenv("HOST_HOME");
    host.home = home;
    for (index = 1; index < argc; index++) {
        const char *what = argv[index];
        if (strcmp(what, "by-hand") == 0 && start(argv[++index])) return 99;
        if (strcmp(what, "initialize") == 0) tell(what, app_initialize(&host, &status), &status);
        if (strcmp(what, "prepare") == 0) tell(what, app_prepare(&host, &status), &status);
        if (strcmp(what, "adopt") == 0) {
            tell(what, app_adopt(&host, &status), &status);
            printf("%%s\\n--\\n", app_differences());
        }
        if (strcmp(what, "acquire") == 0) tell(what, app_acquire(&status), &status);
        if (strcmp(what, "release") == 0) tell(what, app_release(&status), &status);
        if (strcmp(what, "finalize") == 0) tell(what, app_finalize(&status), &status);
        if (strcmp(what, "code") == 0 && PyRun_SimpleString(argv[++index])) return 98;
        if (strcmp(what, "run") == 0) printf("ran %%d\\n", app_run());
        if (strcmp(what, "end") == 0) printf("ended %%d\\n", Py_FinalizeEx());
        if (strcmp(what, "save") == 0) PyEval_SaveThread();
        if (strcmp(what, "thread") == 0) {
            pthread_t thread;
            pthread_create(&thread, NULL, elsewhere, NULL);
            pthread_join(thread, NULL);
        }
    }
    return 0;
}
"""

PASSED = 'static const long long level = 2; host.data = "/data"; if (getenv("LEVEL") != NULL) host.level = &level'
"""What a host passes at run time."""

HEAD = 'host(outputs = ["c", "c-initconfig", "rust-ffi"], adopt = True)\n'
ISOLATED = 'interpreter(profile = "isolated", utf8_mode = True, set_missing_path_configuration = False)\n'
MODULES = """\
static_extension("two", init = "PyInit_multi")
static_extension("one", init = "PyInit_single")
static_extension("pack.two", init = "PyInit_multi")
static_extension("pack.one", init = "PyInit_single")
static_extension("failing")
filesystem_importer(paths = ["$ORIGIN/lib", "$ORIGIN/more"], mode = "prepend")
"""

CONFIGS = {
    "isolated": HEAD + ISOLATED + MODULES,
    "strict": HEAD
    + """\
interpreter(
    profile = "isolated",
    utf8_mode = True,
    set_missing_path_configuration = False,
    optimization_level = 1,
    write_bytecode = False,
    x_options = ["wanted=1"],
    warn_options = ["error"],
    pycache_prefix = "$ORIGIN/ß",
    argv = ["prog", "argument"],
    sys_frozen = True,
    hash_seed = 7,
)
filesystem_importer(paths = ["$ORIGIN/late"], mode = "append", enabled = False)
""",
    "hosted": """\
LEVEL = host_value("level", type = int, default = 1)
DATA = host_value("data", required = False)
FOLDERS = host_value("folders", type = list[str], required = False)
"""
    + HEAD
    + """\
interpreter(
    profile = "isolated",
    utf8_mode = True,
    set_missing_path_configuration = False,
    optimization_level = LEVEL,
    pycache_prefix = DATA + "/cache",
    warn_options = FOLDERS,
)
filesystem_importer(paths = ["$ORIGIN/lib", DATA + "/late"], mode = "prepend")
""",
    "usual": HEAD + "interpreter(set_missing_path_configuration = False, parse_argv = False)\n",
}


@attrs.frozen(kw_only=True)
class Host:
    """
    A program that adopts.

    Attributes:
        executable: Where it is.
        python: The CPython that it is linked with.
    """

    executable: Path
    python: CPython

    def run(self, *steps: str, is_quiet: bool = True, level: str = "") -> str:
        """Have it take some steps in its own folder, and return what it says; a config may have Python say more."""
        environment = {"LC_ALL": "C.UTF-8", "HOST_HOME": str(self.python.prefix)}
        environment |= {"LEVEL": level} if level else {}
        done = subprocess.run(
            [self.executable, *steps],
            env=environment,
            capture_output=True,
            errors="replace",
            cwd=self.executable.parent,
            check=False,
            timeout=120,
        )
        expected = "Python is run and ended by the thread that has started it\n" if "run" in steps else ""
        assert (done.returncode, done.stderr if is_quiet else "") == (0, expected), (done.stdout, done.stderr[-3000:])
        return done.stdout


def read(folder: Path, text: str) -> Config:
    """Return the config of a text."""
    file = folder / "app.bzl"
    file.write_text(text, encoding="utf-8")
    config = evaluate(file).unchecked
    assert config is not None
    return config


def build_host(folder: Path, python: CPython, config: Config, output: str) -> Host:
    """Build a program that adopts, in a folder that is made, with a package beside it."""
    (folder / "lib" / "pack").mkdir(parents=True)
    (folder / "lib" / "pack" / "__init__.py").touch()
    write_app(folder, config, output)
    passed = PASSED if any(value.name == "level" for value in config.host_values) else "(void)0"
    (folder / "main.c").write_text(MAIN.replace("PASSED", passed) % EXTENSIONS, encoding="utf-8")
    head = ["gcc", "-std=gnu99", *WARNINGS, "-g", *compile_flags(python)]
    compile_c([*head, folder / "main.c", "-o", folder / "app", *link_flags(python), "-ldl", "-lpthread"])
    return Host(executable=folder / "app", python=python)


Make = Callable[[str, str, str], Host]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that builds, once, the program of a config, a CPython version and an output."""

    @cache
    def build(name: str, version: str, output: str) -> Host:
        folder = tmp_path_factory.mktemp(f"{name}-{version}")
        return build_host(folder / "it", require_cpython(version), read(folder, CONFIGS[name]), output)

    return build


both = pytest.mark.parametrize(("version", "output"), C_HOSTS)

IMPORTS = """\
import importlib, sys
for name in ("two", "one", "pack.two", "pack.one"):
    module = importlib.import_module(name)
    print(name, module.__spec__.name, module.who(), sys.modules[name] is module)
again = importlib.reload(sys.modules["two"])
del sys.modules["two"]
import two
print(again is two, two.who())
try:
    import failing
except RuntimeError as error:
    print(error)
print([path.rpartition("/")[2] for path in sys.path[:2]], flush=True)
"""
IMPORTED = """\
two two two True
one one single True
pack.two pack.two pack.two True
pack.one pack.one single True
False two
this module never comes up
['lib', 'more']
"""


@both
def test_modules_and_paths_come_late(make: Make, version: str, output: str) -> None:
    """Modules of both kinds, with dots or without, and folders come into a Python that was started by hand."""
    done = make("isolated", version, output).run("by-hand", "isolated", "adopt", "code", IMPORTS, "release", "end")

    assert f"adopt 0 \n\n--\n{IMPORTED}release 0 \nended 0\n" == done


@both
def test_adopting_again_adds_nothing(make: Make, version: str, output: str) -> None:
    """A second adoption leaves path and finders as they are, also where the program has started Python itself."""
    host = make("isolated", version, output)
    show = "import sys; print(len(sys.path), len(sys.meta_path), flush=True)"

    by_hand = host.run("by-hand", "isolated", "adopt", "code", show, "adopt", "code", show, "release", "release", "end")
    own = host.run("initialize", "code", show, "adopt", "code", show, "release", "code", IMPORTS, "finalize")

    lines = by_hand.splitlines()
    assert lines[3] == lines[7]
    lines = own.splitlines()
    assert (lines[1], "adopt 0 ") == (lines[5], lines[2])
    assert own.endswith("finalize 0 \n")
    assert "pack.one" in own


@both
def test_all_that_differs_is_told(make: Make, version: str, output: str) -> None:
    """Each difference is told with both values, and is no failure; nothing of what runs is changed."""
    host = make("strict", version, output)
    show = "import sys; print(sys.argv, sys.flags, sys.executable, hasattr(sys, 'frozen'), flush=True)"

    done = host.run("by-hand", "plain", "code", show, "adopt", "code", show, "release", "end")

    before, told, rest = done.partition("\nadopt 4 ")[0], *done.partition("\nadopt 4 ")[2].partition("\n--\n")[::2]
    assert before == rest.splitlines()[0]
    told, _, differences = told.partition("\n")
    found = dict(line.split(" is ", 1) for line in differences.splitlines() if " is " in line)
    origin = host.executable.parent
    wanted = {
        "utf8_mode": "1",
        "isolated": "1",
        "use_environment": "0",
        "user_site_directory": "0",
        "site_import": "1",
        "optimization_level": "1",
        "write_bytecode": "0",
        "xoptions": "['wanted=1']",
        "warnoptions": "['error']",
        "pycache_prefix": repr(f"{origin}/ß"),
        "argv": "['prog', 'argument']",
        "sys.frozen": "True",
        "filesystem_importer": "0",
        "use_hash_seed": "1",
        "hash_seed": "7",
    }
    assert wanted == {name: text.partition(", and the config wants ")[2] for name, text in found.items()}
    assert "2" == found["optimization_level"][:1]
    assert told.startswith("what runs is another Python: ")


@both
def test_own_start_is_as_wanted(make: Make, version: str, output: str) -> None:
    """What the config itself has started differs in nothing."""
    for name in CONFIGS:
        if (name, output) == ("usual", "c-initconfig"):
            continue
        done = make(name, version, output).run("initialize", "adopt", "release", "finalize")
        assert "initialize 0 \nadopt 0 \n\n--\nrelease 0 \nfinalize 0 \n" == done, name


@pytest.mark.thorough
@both
def test_own_start_of_any_config_is_as_wanted(version: str, output: str, tmp_path: Path) -> None:
    """What a random config has started differs from it in nothing: no difference is a false alarm."""
    python = require_cpython(version)
    for index, drawn in enumerate(draw(bootable_configs(), 16)):
        config = records.evolve(drawn, host=Declared(outputs=("c",), adopt=True))
        # This program passes none of the values that a random config asks of its host.
        if config.host_values or (output == "c-initconfig" and config.interpreter.profile != "isolated"):
            continue
        host = build_host(tmp_path / str(index), python, config, output)
        done = host.run("initialize", "adopt", "release", "finalize", is_quiet=False)
        assert "initialize 0 \nadopt 0 \n" in done, (config, done)


@both
def test_gil_goes_from_thread_to_thread(make: Make, version: str, output: str) -> None:
    """Other threads take the GIL that was released, and neither end Python nor give back what they don't hold."""
    host = make("isolated", version, output)
    thread = (
        "acquire 0 \nelsewhere\nfinalize 1 finalising Python: only the thread that has started it can\n"
        "release 0 \nrelease 1 releasing the GIL: this thread does not hold it\n"
    )

    done = host.run("initialize", "release", "thread", "acquire", "release", "finalize")
    adopted = host.run("by-hand", "isolated", "save", "adopt", "release", "thread", "finalize", "run")

    assert f"initialize 0 \nrelease 0 \n{thread}acquire 0 \nrelease 0 \nfinalize 0 \n" == done
    refused = "finalising Python: it was adopted: whoever has started it ends it"
    thread = thread.replace("finalising Python: only the thread that has started it can", refused)
    assert f"adopt 0 \n\n--\nrelease 0 \n{thread}finalize 1 {refused}\nran 1\n" == adopted


@both
def test_module_that_is_there_already_is_told_of(make: Make, version: str, output: str) -> None:
    """Another module of the name of one that is linked in stays, and is a difference."""
    code = "import sys, types; sys.modules['one'] = types.ModuleType('one')"

    done = make("isolated", version, output).run("by-hand", "isolated", "code", code, "adopt", "release", "end")

    told = "one is <module 'one'>, and the config wants the module that is linked in"
    assert f"adopt 4 what runs is another Python: {told}\n{told}\n--\nrelease 0 \nended 0\n" == done


@both
def test_what_can_not_be_is_refused(make: Make, version: str, output: str) -> None:
    """Nothing is adopted where nothing runs, and no step of a start is taken where something does."""
    host = make("isolated", version, output)

    nothing = host.run("adopt", "acquire", "release", "finalize")
    show = "import sys; print(sys.argv, sys.path, sys.flags, flush=True)"
    running = host.run("by-hand", "plain", "code", show, "initialize", "prepare", "code", show, "end")

    assert nothing.splitlines() == [
        "adopt 1 adopting Python: it does not run",
        "",
        "--",
        "acquire 1 taking the GIL: Python does not run",
        "release 1 releasing the GIL: this thread does not hold it",
        "finalize 1 finalising Python: it does not run",
    ]
    before, first, second, after, _ = running.splitlines()
    assert before == after
    refused = "1 starting Python: it runs already, and can be adopted"
    assert (f"initialize {refused}", f"prepare {refused}") == (first, second)


@both
def test_second_plugin_adopts_what_the_first_has_started(version: str, output: str, tmp_path: Path) -> None:
    """A plug-in brings its modules into the Python of another plug-in, which ends it."""
    python = require_cpython(version)
    plain = ISOLATED.replace("interpreter(", 'host(outputs = ["c"], plugin = True)\ninterpreter(')
    one = build_plugin(tmp_path / "one", python, read(tmp_path, plain), output)
    text = (HEAD + ISOLATED).replace(
        "adopt", "plugin = True, adopt"
    ) + 'static_extension("two", init = "PyInit_multi")\n'
    two = build_plugin(tmp_path / "two", python, read(tmp_path, text), output)
    code = "import two, math; print(two.who(), flush=True)"
    steps = ("start", python.prefix, "open", two, "adopt", python.prefix, "close", "use", "0", "run", code, "end")

    done = build_loader(tmp_path, python).run("open", one, *steps)

    assert ("0 \n0 \nclosed\ntwo\nran 0\nended 0\n", "") == (done.stdout, done.stderr)


@pytest.mark.parametrize("compiler", COMPILERS)
@both
def test_it_compiles_without_a_warning(version: str, output: str, compiler: str, tmp_path: Path) -> None:
    """What adopts is C99 and C++, without a warning at any level of optimisation."""
    for name, text in CONFIGS.items():
        if (name, output) == ("usual", "c-initconfig"):
            continue
        write_app(tmp_path, read(tmp_path, text), output)
        head = [*COMPILERS[compiler], *WARNINGS, "-O2", *compile_flags(require_cpython(version)), "-c"]
        compile_c([*head, tmp_path / "app.c", "-o", tmp_path / "app.o"])


RUST_IMPORTS = IMPORTS.replace("sys.path[:2]", "sys.path[-2:]")


@pytest.mark.thorough
@pytest.mark.xdist_group("cargo")
@pytest.mark.parametrize("version", sorted({VERSIONS[0], *({"3.12"} & {*VERSIONS}), VERSIONS[-1]}))
def test_plugin_in_rust_adopts(version: str, tmp_path: Path) -> None:
    """A plug-in in Rust brings modules and folders into a Python that another has started, and tells what differs."""
    python = require_cpython(version)
    plain = ISOLATED.replace(
        "interpreter(", 'host(outputs = ["c"], plugin = True)\ninterpreter(optimization_level = 2, '
    )
    one = build_plugin(tmp_path / "one", python, read(tmp_path, plain), "c")
    text = HEAD.replace("adopt", "plugin = True, adopt") + ISOLATED.replace("utf8", "optimization_level = 1, utf8")
    linked = MODULES.replace("$ORIGIN", str(tmp_path)).replace("prepend", "append")
    two = build_rust_plugin(tmp_path / "two", python, read(tmp_path, text + linked))
    (tmp_path / "lib" / "pack").mkdir(parents=True)
    (tmp_path / "lib" / "pack" / "__init__.py").touch()
    loader = build_loader(tmp_path, python)
    early = loader.run("open", two, "adopt", "")
    steps = ("use", "0", "adopt", "", "adopt", "", "use", "1", "run", RUST_IMPORTS, "end")
    done = loader.run("open", two, "open", one, "start", python.prefix, *steps)

    assert "1 adopting Python: it does not run\n" == early.stdout
    told = "4 optimization_level is 2, and the config wants 1\n"
    assert ("", f"0 \n{told}{told}{IMPORTED}ran 0\nended 0\n") == (done.stderr, done.stdout)


@both
def test_memory_may_end_anywhere(version: str, output: str, tmp_path: Path) -> None:
    """Whichever piece of memory is refused: adoption says that memory is out, holds nothing, and loses nothing."""
    python = require_cpython(version)
    text = CONFIGS["strict"]
    write_app(tmp_path, read(tmp_path, text + 'static_extension("two", init = "PyInit_multi")\n'), output)
    (tmp_path / "main.c").write_text(
        HEADERS + WRAPPERS + MAIN.replace("PASSED", "(void)0") % EXTENSIONS, encoding="utf-8"
    )
    (tmp_path / "lsan").write_text("leak:libpython\nleak:ld-linux\n")
    head = ["gcc", "-std=gnu99", "-g", "-fsanitize=address,undefined", *compile_flags(python)]
    compile_c([*head, tmp_path / "main.c", "-o", tmp_path / "app", *link_flags(python), "-ldl", "-lpthread"])
    environment = {name: value.format(folder=tmp_path) for name, value in QUIET.items()}
    environment |= {"LC_ALL": "C.UTF-8", "HOST_HOME": str(python.prefix)}
    outcomes = []
    for fail_at in range(1, 60):
        done = subprocess.run(
            [tmp_path / "app", "by-hand", "python", "adopt", "release", "acquire", "release", "end"],
            env={**environment, "FAIL_AT": str(fail_at)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr[-3000:]
        assert "acquire 0 \nrelease 0 \nended 0\n" in done.stdout
        if done.stdout.startswith("adopt 4 "):
            break
        outcomes.append(done.stdout)

    assert 2 < len(outcomes) < 59
    refused = "release 1 releasing the GIL: this thread has it from elsewhere\n"
    assert all("MemoryError" in each or "out of memory" in each for each in outcomes)
    assert all(each.startswith("adopt 1 ") and refused in each for each in outcomes)


@both
def test_values_of_the_host_are_wanted(make: Make, version: str, output: str) -> None:
    """What the host passes at run time is compared, and goes into the path; what it does not pass has its default."""
    host = make("hosted", version, output)
    show = "import sys; print([path.rpartition('/')[2] for path in sys.path[:2]], flush=True)"

    default = host.run("by-hand", "isolated", "adopt", "code", show, "release", "end")
    passed = host.run("by-hand", "isolated", "adopt", "release", "end", level="1")

    told = "pycache_prefix is None, and the config wants '/data/cache'"
    assert f"optimization_level is 0, and the config wants 1\n{told}\n--\n['lib', 'late']\n" in default
    assert f"optimization_level is 0, and the config wants 2\n{told}\n--\n" in passed
