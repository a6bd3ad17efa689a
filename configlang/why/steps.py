"""The steps of a start before Python runs: each from what the config says, with the places that say so."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.cpython.search_path import PROGRAM_IS_OF_ENVIRONMENT, PROGRAM_VARIABLES
from configlang.schema.config import Config
from configlang.schema.show import show_value
from configlang.why.scene import Scene
from configlang.why.step import MOST, Step, extends, fields, reads_environment, sentence


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
            "TERMINFO_DIRS becomes the folders of the system that are there", fields(scene, "terminfo_resolution")
        )
    elif terminfo is not None and terminfo != "none":
        value = show_value(terminfo.removeprefix("static:"))
        yield Step(f"TERMINFO_DIRS becomes {value}", fields(scene, "terminfo_resolution"))
    if interpreter.tcl_library is not None:
        yield Step(f"TCL_LIBRARY becomes {show_value(interpreter.tcl_library)}", fields(scene, "tcl_library"))


def preconfig(scene: Scene) -> Iterator[Step]:
    """Give what goes into ``PyPreConfig``."""
    profile = scene.newest.config.interpreter.profile
    yield Step(f'The profile "{profile}" fills PyPreConfig', fields(scene, "profile"))
    yield from _members(scene, "PyPreConfig", set())


def _members(scene: Scene, struct: str, taken: set[str]) -> Iterator[Step]:
    names = [name for name in scene.set_in(struct) if name not in taken]
    if names:
        yield Step(f"The config sets members of {struct}", fields(scene, *names))


def preinitialised(scene: Scene) -> Iterator[Step]:
    """Give what CPython does of it."""
    reads = scene.when(reads_environment)
    if reads is not None:
        links = fields(scene, "use_environment", "isolated", "profile")
        yield Step(sentence("PYTHONUTF8, PYTHONMALLOC, PYTHONDEVMODE and their like are read", reads), links)
    locale = scene.when(lambda view: view.is_on("configure_locale"))
    if locale is not None:
        yield Step(
            sentence("The locale becomes that of the user", locale), fields(scene, "configure_locale", "profile")
        )
    utf8 = scene.when(lambda view: view.is_utf8)
    if utf8 is not None:
        yield Step(sentence("UTF-8 mode is on, whatever the locale", utf8), fields(scene, "utf8_mode"))
    yield Step("The allocator and the encoding of all texts are fixed for the process")


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
    if extends(scene):
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
        links = fields(scene, "isolated", "profile")
        yield Step(f"Removed, since no isolation keeps them out: {' and '.join(names)}", links)


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
        yield Step("Allocators and their debug hooks are put in", fields(scene, *names))


def configured(scene: Scene) -> Iterator[Step]:
    """Give what goes into ``PyConfig``."""
    yield Step(f'The profile "{scene.newest.config.interpreter.profile}" fills PyConfig', fields(scene, "profile"))
    yield from _members(scene, "PyConfig", {"argv"})
    yield from _lists(scene)


def options(scene: Scene) -> Iterator[Step]:
    """Give what goes into ``PyInitConfig``, which is both structs."""
    is_isolated = scene.newest.config.interpreter.profile == "isolated"
    more = "" if is_isolated else ', and gets the values of the profile "python" where they differ'
    yield Step(f'It begins with the profile "isolated"{more}', fields(scene, "profile"))
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
        links = fields(scene, "set_missing_path_configuration")
        yield Step(f"Filled in from the executable: {' and '.join(unset)}", links)
    if scene.newest.view.is_generated:
        yield Step("home and executable are those that the host passes, where it does")
    if importer is not None and importer.mode == "replace" and importer.paths is not None:
        count = f"{len(importer.paths):,} {'path' if len(importer.paths) == 1 else 'paths'}"
        yield Step(f"module_search_paths: {count}", scene.links(["filesystem_importer.paths"]))
    is_fixed = interpreter.argv is not None
    yield Step("argv is what the config says" if is_fixed else "argv is that of the process", fields(scene, "argv"))
