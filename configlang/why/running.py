"""The steps of a start from the core of Python on: what comes up, what is changed then, and what runs."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.schema.show import show_value
from configlang.why.scene import Scene
from configlang.why.step import Step, extends, fields, reads_environment, sentence


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
            sentence("argv is parsed as that of the python command", parsed), fields(scene, "parse_argv", "profile")
        )
    reads = scene.when(reads_environment)
    if reads is not None:
        text = "PYTHON* variables have a say in what is left open, and beside it"
        yield Step(sentence(text, reads), fields(scene, "use_environment", "isolated", "profile"))
    fixed = scene.when(lambda view: view.search_paths is not None)
    if fixed != "":
        yield Step(
            "The search path is computed, and the standard library looked for",
            fields(scene, "home", "prefix", "exec_prefix"),
        )
    if fixed is not None:
        yield Step(
            sentence("The search path is taken as it was given", fixed), scene.links(["filesystem_importer.paths"])
        )
    yield Step("encodings, the first module of the standard library, is imported")
    handlers = scene.when(lambda view: view.is_on("install_signal_handlers"))
    if handlers is not None:
        yield Step(
            sentence("Handlers of signals are installed", handlers),
            fields(scene, "install_signal_handlers", "profile"),
        )
    yield from _at_site(scene)


def _at_site(scene: Scene) -> Iterator[Step]:
    importer = scene.newest.config.filesystem_importer
    if importer is not None and importer.paths and extends(scene):
        where = "before" if importer.mode == "prepend" else "behind"
        count = f"{len(importer.paths):,} {'path goes' if len(importer.paths) == 1 else 'paths go'}"
        yield Step(f"{count} {where} the computed search path", scene.links(["filesystem_importer.paths"]))
    site = scene.when(lambda view: view.is_on("site_import"))
    if site is not None:
        text = "site is imported: it adds site-packages, and runs what .pth files there say"
        yield Step(sentence(text, site), fields(scene, "site_import", "user_site_directory"))


def importers(scene: Scene) -> Iterator[Step]:
    """Give what takes importers away."""
    importer = scene.newest.config.filesystem_importer
    if importer is not None and not importer.enabled:
        yield Step("Modules in files are out of reach from here on", scene.links(["filesystem_importer.enabled"]))


def marks(scene: Scene, *more: str) -> Iterator[Step]:
    """Give what is put into the module ``sys``."""
    interpreter = scene.newest.config.interpreter
    if interpreter.argvb:
        yield Step("sys.argvb is set", fields(scene, "argvb"))
    yield from map(Step, more)
    if interpreter.sys_frozen:
        yield Step("sys.frozen = True", fields(scene, "sys_frozen"))
    if interpreter.sys_meipass:
        yield Step("sys._MEIPASS is set", fields(scene, "sys_meipass"))


def finished(scene: Scene) -> Iterator[Step]:
    """Give what code that configlang writes does once Python runs."""
    # pyembed sets argvb first, and this code last.
    yield from sorted(marks(scene), key=lambda step: step.text.startswith("sys.argvb"))
    yield from importers(scene)
    old = scene.when(lambda view: view.version.minor < _FINDS_DOTTED)
    if old is not None and any("." in each.name for each in scene.newest.config.static_extensions):
        yield Step(sentence("A finder is added for linked-in modules whose names have a dot", old))


_FINDS_DOTTED = 12


def run(scene: Scene) -> Iterator[Step]:
    """Give what runs in the end."""
    interpreter, view = scene.newest.config.interpreter, scene.newest.view
    if (
        scene.output is not None
        and scene.output.name != "json"
        and interpreter.multiprocessing_auto_dispatch is not False
    ):
        yield Step("A worker of multiprocessing runs that alone", fields(scene, "multiprocessing_auto_dispatch"))
    names = [name for name in ("run_command", "run_module", "run_filename") if getattr(interpreter, name) is not None]
    if names:
        value = show_value(getattr(interpreter, names[0]))
        yield Step(f"{names[0]} runs: {value}", fields(scene, names[0]))
    elif view.is_on("parse_argv"):
        yield Step("What argv says runs, else the prompt")
    else:
        text = "Nothing is named to run: the program is read from standard input, or the prompt shown"
        yield Step(text, fields(scene, "parse_argv"))
    if names[1:]:
        yield Step(f"Dropped, since one thing runs: {', '.join(names[1:])}", fields(scene, *names[1:]))
    yield Step("Python is finalised, and the exit code returned")
