"""The steps that a start is made of: each from what the config says, with the places that say so."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import View
from configlang.cpython.search_path import PROGRAM_IS_OF_ENVIRONMENT, PROGRAM_VARIABLES
from configlang.light.typed import NamedTuple
from configlang.schema.config import Config
from configlang.schema.show import show_value
from configlang.why.scene import Link, Scene

MOST = 30
"""Settings that a step names; the others are counted."""


class Step(NamedTuple):
    """
    One thing that is done.

    Attributes:
        text: What.
        links: The settings that it comes from, with their places.
        more: How many settings are not among them.
    """

    text: str
    links: tuple[Link, ...] = ()
    more: int = 0


def _fields(scene: Scene, *names: str) -> tuple[Link, ...]:
    return scene.links([f"interpreter.{name}" for name in names])


def guards(scene: Scene) -> Iterator[Step]:
    """Give what code that configlang writes makes sure of first."""
    host = scene.newest.config.host
    if host is not None and host.adopt:
        yield Step(
            "A start is refused where Python runs already; the adopt function takes that over instead",
            scene.links(["host.adopt"]),
        )
    else:
        yield Step("A start is refused where Python runs already")


def variables(scene: Scene) -> Iterator[Step]:
    """Give the variables of the environment that the config sets and removes."""
    for variable in scene.newest.config.environment_variables:
        links = scene.links([f"environment_variable:{variable.name}"])
        if variable.value is None:
            yield Step(f"{variable.name} is removed", links)
        else:
            end = "" if variable.overwrite else ", where it is not there yet"
            yield Step(f"{variable.name} becomes {show_value(variable.value)}{end}", links)


def folders(scene: Scene) -> Iterator[Step]:
    """Give the variables for libraries."""
    interpreter = scene.newest.config.interpreter
    terminfo = interpreter.terminfo_resolution
    is_pyembed = scene.newest.view.is_pyembed
    if terminfo == "dynamic" or (terminfo is None and is_pyembed):
        yield Step(
            "TERMINFO_DIRS becomes the folders of the system that are there", _fields(scene, "terminfo_resolution")
        )
    elif terminfo is not None and terminfo != "none":
        value = show_value(terminfo.removeprefix("static:"))
        yield Step(f"TERMINFO_DIRS becomes {value}", _fields(scene, "terminfo_resolution"))
    if interpreter.tcl_library is not None:
        yield Step(f"TCL_LIBRARY becomes {show_value(interpreter.tcl_library)}", _fields(scene, "tcl_library"))


def preconfig(scene: Scene) -> Iterator[Step]:
    """Give what goes into ``PyPreConfig``."""
    profile = scene.newest.config.interpreter.profile
    yield Step(f'The profile "{profile}" fills PyPreConfig', _fields(scene, "profile"))
    yield from _members(scene, "PyPreConfig", set())


def _members(scene: Scene, struct: str, taken: set[str]) -> Iterator[Step]:
    names = [name for name in scene.set_in(struct) if name not in taken]
    if names:
        yield Step(f"The config sets members of {struct}", _fields(scene, *names))


def preinitialised(scene: Scene) -> Iterator[Step]:
    """Give what CPython does of it."""
    reads = scene.when(_reads_environment)
    if reads is not None:
        links = _fields(scene, "use_environment", "isolated", "profile")
        yield Step(_sentence("PYTHONUTF8, PYTHONMALLOC, PYTHONDEVMODE and their like are read", reads), links)
    locale = scene.when(lambda view: view.is_on("configure_locale"))
    if locale is not None:
        yield Step(
            _sentence("The locale becomes that of the user", locale), _fields(scene, "configure_locale", "profile")
        )
    utf8 = scene.when(lambda view: view.is_utf8)
    if utf8 is not None:
        yield Step(_sentence("UTF-8 mode is on, whatever the locale", utf8), _fields(scene, "utf8_mode"))
    yield Step("The allocator and the encoding of all texts are fixed for the process")


def _reads_environment(view: View) -> bool:
    return view.is_on("use_environment") and not view.is_isolated


def prepared(scene: Scene, table: str | None) -> Iterator[Step]:
    """Give what code that configlang writes does before the start; modules go into a table, where there is one."""
    config = scene.newest.config
    if config.host is not None and config.host.plugin:
        yield Step("Python's functions are shown to modules in shared libraries", scene.links(["host.plugin"]))
    yield from passed(scene, "between")
    if table is None:
        yield from _early(config)
    yield from _dropped(scene)
    if table is not None:
        yield from modules(scene, table)
    yield from reversed([*folders(scene)])
    if _extends(scene):
        links = scene.links(["filesystem_importer.mode"])
        yield Step("A hook is set that extends sys.path right before site is imported", links)


def passed(scene: Scene, moment: str) -> Iterator[Step]:
    """
    Give the look at what the host must pass, where that is the moment of it: as early as something could be made of it.

    Args:
        scene: The config.
        moment: ``variables`` are about to be set, ``preconfig`` is about to be filled in, or is ``filled``; or it is
            ``between`` preinitialisation and start.
    """
    config = scene.newest.config
    required = [f"host_value:{value.name}" for value in config.host_values if value.must_be_passed]
    if required and moment == _moment(scene):
        yield Step("The start fails unless the host passes all that it must", scene.links(required))


def _moment(scene: Scene) -> str:
    output = scene.output
    if output is not None and output.language == "Rust":
        return "preconfig"
    if scene.newest.config.environment_variables:
        return "variables"
    hosted = {field.name for field in scene.fields if any(each.decider.name == "host" for each in field.held)}
    is_early = output is not None and output.name == "c" and not hosted.isdisjoint(scene.set_in("PyPreConfig"))
    return "filled" if is_early else "between"


def _early(config: Config) -> Iterator[Step]:
    """Give the preinitialisation that does not wait for the start."""
    from configlang.outputs.host.c.initconfig import preinitializes

    if preinitializes(config):
        yield Step("Preinitialisation comes here: what takes memory before must not meet an allocator with debug hooks")


def _dropped(scene: Scene) -> Iterator[Step]:
    config = scene.newest.config
    said = {variable.name for variable in config.environment_variables}
    names = [name for name in PROGRAM_VARIABLES if name not in said]
    is_closed = scene.newest.view.is_isolated or config.virtual_environment is not None
    if is_closed and names and any(PROGRAM_IS_OF_ENVIRONMENT.covers(each.view.version) for each in scene.seen):
        links = _fields(scene, "isolated", "profile")
        yield Step(f"Removed, since no isolation keeps them out: {' and '.join(names)}", links)


def _extends(scene: Scene) -> bool:
    """Tell whether paths of the config stand around those that CPython computes."""
    importer = scene.newest.config.filesystem_importer
    return importer is not None and importer.mode != "replace" and bool(importer.paths)


def modules(scene: Scene, table: str) -> Iterator[Step]:
    """Give the modules that are linked in, as many as are named."""
    modules = scene.newest.config.static_extensions
    if modules:
        what = "1 module that is" if len(modules) == 1 else f"{len(modules):,} modules that are"
        links = scene.links([f"static_extension:{each.name}" for each in modules[:MOST]], MOST)
        yield Step(f"{table} gets {what} linked in", links, max(0, len(modules) - MOST))


def allocators(scene: Scene) -> Iterator[Step]:
    """Give what pyembed does to CPython's allocators."""
    names = [field.name for field in scene.fields if field.name.startswith("allocator_") and field.is_set]
    if names:
        yield Step("Allocators and their debug hooks are put in", _fields(scene, *names))


def configured(scene: Scene) -> Iterator[Step]:
    """Give what goes into ``PyConfig``."""
    yield Step(f'The profile "{scene.newest.config.interpreter.profile}" fills PyConfig', _fields(scene, "profile"))
    yield from _members(scene, "PyConfig", {"argv"})
    yield from _lists(scene)


def options(scene: Scene) -> Iterator[Step]:
    """Give what goes into ``PyInitConfig``, which is both structs."""
    is_isolated = scene.newest.config.interpreter.profile == "isolated"
    more = "" if is_isolated else ', and gets the values of the profile "python" where they differ'
    yield Step(f'It begins with the profile "isolated"{more}', _fields(scene, "profile"))
    yield from _members(scene, "PyPreConfig", set())
    yield from _members(scene, "PyConfig", {"argv", *scene.set_in("PyPreConfig")})
    yield from _lists(scene)
    yield from modules(scene, "PyInitConfig_AddModule")


def _lists(scene: Scene) -> Iterator[Step]:
    """Give what is filled in, and the lists that are set apart."""
    interpreter, importer = scene.newest.config.interpreter, scene.newest.config.filesystem_importer
    fills = interpreter.set_missing_path_configuration
    unset = [name for name in ("home", "program_name") if getattr(interpreter, name) is None]
    if unset and (fills or (fills is None and scene.newest.view.is_pyembed)):
        links = _fields(scene, "set_missing_path_configuration")
        yield Step(f"Filled in from the executable: {' and '.join(unset)}", links)
    if scene.newest.view.is_generated:
        yield Step("home and executable are those that the host passes, where it does")
    if importer is not None and importer.mode == "replace" and importer.paths is not None:
        count = f"{len(importer.paths):,} {'path' if len(importer.paths) == 1 else 'paths'}"
        yield Step(f"module_search_paths: {count}", scene.links(["filesystem_importer.paths"]))
    is_fixed = interpreter.argv is not None
    yield Step("argv is what the config says" if is_fixed else "argv is that of the process", _fields(scene, "argv"))


def core(scene: Scene) -> Iterator[Step]:
    """Give what pyembed does before there are files to import from."""
    yield Step("Python's core comes up, without files")
    if scene.newest.config.oxidized_importer is not None:
        yield Step("OxidizedFinder takes the place of the importers on sys.meta_path", scene.call("oxidized_importer"))


def started(scene: Scene) -> Iterator[Step]:
    """Give what CPython does of the config, and what happens meanwhile."""
    parsed = scene.when(lambda view: view.is_on("parse_argv"))
    if parsed is not None:
        yield Step(
            _sentence("argv is parsed as that of the python command", parsed), _fields(scene, "parse_argv", "profile")
        )
    reads = scene.when(_reads_environment)
    if reads is not None:
        text = "PYTHON* variables have a say in what is left open, and beside it"
        yield Step(_sentence(text, reads), _fields(scene, "use_environment", "isolated", "profile"))
    fixed = scene.when(lambda view: view.search_paths is not None)
    if fixed != "":
        yield Step(
            "The search path is computed, and the standard library looked for",
            _fields(scene, "home", "prefix", "exec_prefix"),
        )
    if fixed is not None:
        yield Step(
            _sentence("The search path is taken as it was given", fixed), scene.links(["filesystem_importer.paths"])
        )
    yield Step("encodings, the first module of the standard library, is imported")
    handlers = scene.when(lambda view: view.is_on("install_signal_handlers"))
    if handlers is not None:
        yield Step(
            _sentence("Handlers of signals are installed", handlers),
            _fields(scene, "install_signal_handlers", "profile"),
        )
    yield from _at_site(scene)


def _at_site(scene: Scene) -> Iterator[Step]:
    importer = scene.newest.config.filesystem_importer
    if importer is not None and importer.paths and _extends(scene):
        where = "before" if importer.mode == "prepend" else "behind"
        count = f"{len(importer.paths):,} {'path goes' if len(importer.paths) == 1 else 'paths go'}"
        yield Step(f"{count} {where} the computed search path", scene.links(["filesystem_importer.paths"]))
    site = scene.when(lambda view: view.is_on("site_import"))
    if site is not None:
        text = "site is imported: it adds site-packages, and runs what .pth files there say"
        yield Step(_sentence(text, site), _fields(scene, "site_import", "user_site_directory"))


def importers(scene: Scene) -> Iterator[Step]:
    """Give what takes importers away."""
    importer = scene.newest.config.filesystem_importer
    if importer is not None and not importer.enabled:
        yield Step("Modules in files are out of reach from here on", scene.links(["filesystem_importer.enabled"]))


def marks(scene: Scene, *more: str) -> Iterator[Step]:
    """Give what is put into the module ``sys``."""
    interpreter = scene.newest.config.interpreter
    if interpreter.argvb:
        yield Step("sys.argvb is set", _fields(scene, "argvb"))
    yield from map(Step, more)
    if interpreter.sys_frozen:
        yield Step("sys.frozen = True", _fields(scene, "sys_frozen"))
    if interpreter.sys_meipass:
        yield Step("sys._MEIPASS is set", _fields(scene, "sys_meipass"))


def finished(scene: Scene) -> Iterator[Step]:
    """Give what code that configlang writes does once Python runs."""
    # pyembed sets argvb first, and this code last.
    yield from sorted(marks(scene), key=lambda step: step.text.startswith("sys.argvb"))
    yield from importers(scene)
    old = scene.when(lambda view: view.version.minor < _FINDS_DOTTED)
    if old is not None and any("." in each.name for each in scene.newest.config.static_extensions):
        yield Step(_sentence("A finder is added for linked-in modules whose names have a dot", old))


_FINDS_DOTTED = 12


def run(scene: Scene) -> Iterator[Step]:
    """Give what runs in the end."""
    interpreter, view = scene.newest.config.interpreter, scene.newest.view
    if (
        scene.output is not None
        and scene.output.name != "json"
        and interpreter.multiprocessing_auto_dispatch is not False
    ):
        yield Step("A worker of multiprocessing runs that alone", _fields(scene, "multiprocessing_auto_dispatch"))
    names = [name for name in ("run_command", "run_module", "run_filename") if getattr(interpreter, name) is not None]
    if names:
        value = show_value(getattr(interpreter, names[0]))
        yield Step(f"{names[0]} runs: {value}", _fields(scene, names[0]))
    elif view.is_on("parse_argv"):
        yield Step("What argv says runs, else the prompt")
    else:
        text = "Nothing is named to run: the program is read from standard input, or the prompt shown"
        yield Step(text, _fields(scene, "parse_argv"))
    if names[1:]:
        yield Step(f"Dropped, since one thing runs: {', '.join(names[1:])}", _fields(scene, *names[1:]))
    yield Step("Python is finalised, and the exit code returned")


def _sentence(text: str, when: str) -> str:
    return f"{text}, {when}" if when else text
