"""
Every code that a finding can have, with its severity and its title.

Made by tools/generate.py from the pages of the codes (configlang/findings/codes/): change those and run it again.
"""

from __future__ import annotations

from configlang.findings.finding import Severity
from configlang.light.typed import NamedTuple


class Code(NamedTuple):
    """
    What is known of a code without reading its page.

    Attributes:
        severity: The worst that a finding of this code can be.
        title: The mistake in one line, without a full stop.
        only: The outputs and commands that alone say it; empty where any may.
    """

    severity: Severity
    title: str
    only: tuple[str, ...] = ()


CATALOGUE: dict[str, Code] = {
    "allocator-backend": Code(
        Severity.ERROR, "The allocator serves nothing, or must be compiled in", ("rust", "rust-expr", "yaml")
    ),
    "allocator-conflict": Code(
        Severity.ERROR, "Two allocator settings exclude each other", ("json", "rust", "rust-expr", "yaml")
    ),
    "allocator-overruled": Code(Severity.WARNING, "The development mode puts debug hooks on memory all the same"),
    "arguments-taken": Code(Severity.WARNING, "CPython reads the program's own arguments first"),
    "argv-changed": Code(Severity.ERROR, "The list of arguments does not arrive as it stands"),
    "ascii-encoding": Code(Severity.WARNING, "All text is taken for ASCII"),
    "bad-environment-variable": Code(Severity.ERROR, "An environment variable that can't be"),
    "bad-host-value": Code(Severity.ERROR, "A value of the host stands where none can be"),
    "bad-init": Code(Severity.ERROR, "The name of an init function is neither a C symbol nor a Rust path"),
    "bad-json": Code(Severity.ERROR, "A JSON file is none that configlang makes of a config"),
    "bad-lock": Code(Severity.ERROR, "configlang.lock can't be used", ("generate",)),
    "bad-module-name": Code(Severity.ERROR, "A module can't have this name"),
    "bad-packed-path": Code(Severity.ERROR, "OxidizedFinder could not find a library of this path"),
    "bad-project-file": Code(Severity.ERROR, "configlang.toml can't be used"),
    "bad-resources": Code(Severity.ERROR, "A packed-resources file is damaged, or none at all"),
    "bad-revision": Code(Severity.ERROR, "A revision in git can't be read"),
    "bad-root": Code(Severity.ERROR, "The root is no folder"),
    "bad-run-command": Code(Severity.ERROR, "The command is no Python of this version"),
    "bad-run-module": Code(Severity.ERROR, "There can be no module of this name to run"),
    "bad-specifier": Code(Severity.ERROR, "The version limits can't be read or admit nothing"),
    "bad-sub-interpreter": Code(Severity.ERROR, "A sub-interpreter can't have this name"),
    "bad-variable": Code(Severity.ERROR, "A variable is set to something that it can't be"),
    "bad-warn-option": Code(Severity.WARNING, "CPython can't read a warning filter, and drops it"),
    "bad-x-option": Code(Severity.ERROR, "CPython refuses to start with an x option"),
    "beyond-known-versions": Code(Severity.INFO, "Version limits name versions that are not known"),
    "boot-crashed": Code(Severity.ERROR, "The booted program died"),
    "boot-differs": Code(Severity.WARNING, "CPython came up with another value than the config says", ("boot",)),
    "boot-failed": Code(Severity.ERROR, "CPython did not start"),
    "boot-import": Code(Severity.ERROR, "A declared module can't be imported"),
    "boot-needs-home": Code(Severity.ERROR, "CPython starts only with a home from the host", ("boot",)),
    "boot-timeout": Code(Severity.ERROR, "A step of the boot took too long"),
    "breaks-start": Code(
        Severity.ERROR, "CPython can't start, or run the program, with this module in the place of its own"
    ),
    "bytes-warning-mismatch": Code(Severity.WARNING, "A warning filter and bytes_warning say different things"),
    "c-streams-stay-buffered": Code(Severity.INFO, "C's own streams stay buffered"),
    "call-depth": Code(Severity.ERROR, "Too many calls stand inside one another"),
    "changed-orphan": Code(
        Severity.WARNING, "A file that is made no more was changed by hand, and stays", ("generate",)
    ),
    "coercion-ignored": Code(Severity.WARNING, "No locale is coerced while CPython leaves the locale alone"),
    "compatible-with-varies": Code(Severity.ERROR, "The versions that a config is for go by the version"),
    "compile-failed": Code(Severity.ERROR, "The program to boot can't be built"),
    "cpu-count-ignored": Code(Severity.WARNING, "0 is no number of processors"),
    "debug-build-only": Code(Severity.WARNING, "Release builds of CPython ignore this"),
    "declared-in-load": Code(Severity.ERROR, "A loaded file declares something by itself"),
    "default-changed": Code(Severity.INFO, "A default is not the same in all versions"),
    "duplicate-declaration": Code(Severity.ERROR, "Something is declared twice that a config has once"),
    "duplicate-environment-variable": Code(Severity.ERROR, "An environment variable is declared twice"),
    "duplicate-extension": Code(Severity.ERROR, "An extension module is declared twice"),
    "duplicate-key": Code(Severity.WARNING, "A dict literal has one key twice"),
    "duplicate-path": Code(Severity.WARNING, "A path is listed twice"),
    "duplicate-sub-interpreter": Code(Severity.ERROR, "A sub-interpreter is declared twice"),
    "empty-executable": Code(Severity.INFO, "The program may be found nowhere"),
    "empty-path": Code(Severity.ERROR, "A path is empty"),
    "empty-variable": Code(Severity.WARNING, "Windows has no empty variables"),
    "encoding-beats-utf8-mode": Code(Severity.WARNING, "Paths are not UTF-8 although UTF-8 mode is on"),
    "engine-crash": Code(Severity.ERROR, "The Starlark engine crashed"),
    "environment-broken": Code(Severity.WARNING, "The virtual environment has lost its Python"),
    "environment-contradicted": Code(Severity.ERROR, "A setting keeps the virtual environment from being used"),
    "environment-half-read": Code(Severity.WARNING, "Some variables come too late for the isolated profile"),
    "environment-of-another": Code(
        Severity.INFO, "A variable brings a virtual environment into an isolated program", ("rust", "rust-expr")
    ),
    "environment-of-other-python": Code(Severity.WARNING, "The virtual environment is of another CPython"),
    "environment-overrules": Code(Severity.INFO, "A variable of the environment beats this field"),
    "environment-shared": Code(Severity.INFO, "The virtual environment shares the packages of its installation"),
    "evaluation-failed": Code(Severity.ERROR, "An operation failed while the config ran"),
    "failed": Code(Severity.ERROR, "The config itself stopped with fail()"),
    "fatal-warn-option": Code(Severity.ERROR, "A warning filter that keeps CPython from importing warnings"),
    "fault-handler-without-console": Code(
        Severity.ERROR, "A program without a console can't have the fault handler of CPython"
    ),
    "file-not-found": Code(Severity.ERROR, "A file does not exist"),
    "file-too-large": Code(Severity.ERROR, "A file is larger than one config file may be"),
    "file-unreadable": Code(Severity.ERROR, "A file can't be read"),
    "forbidden-folder": Code(Severity.ERROR, "The program's folder is none that Windows can have"),
    "foreign-name": Code(Severity.ERROR, "A name of another system stands where this one has its own"),
    "frozen-modules-hide-changes": Code(Severity.INFO, "Changes to os, site and their like are not seen"),
    "gil-switched-on": Code(Severity.INFO, "A module may switch the GIL on in a free-threaded build"),
    "hash-seed-mismatch": Code(Severity.WARNING, "Seed and flag of the hashes contradict each other"),
    "home-is-environment": Code(Severity.WARNING, "The home is called as a virtual environment is"),
    "home-is-no-prefix": Code(Severity.WARNING, "The home is a folder inside of an installation"),
    "host-value-asked": Code(Severity.ERROR, "A config goes by a value that is known at run time alone"),
    "host-value-not-given": Code(Severity.ERROR, "A boot passes no value where the host must"),
    "implied-home": Code(Severity.WARNING, "The folder of the executable is Python's home"),
    "importer-off": Code(Severity.ERROR, "With the importer of files off, this is out of reach"),
    "imports-fail-late": Code(Severity.INFO, "A missing module shows where it is used"),
    "incompatible": Code(Severity.ERROR, "The config is not meant for what it is evaluated for"),
    "init-of-cpython": Code(Severity.ERROR, "The init function is called like one of CPython's own"),
    "int-limit-too-low": Code(Severity.WARNING, "The limit of digits acts as 640"),
    "isolated-overrules": Code(Severity.ERROR, "Isolation switches this back"),
    "json-text": Code(Severity.ERROR, "A config file holds JSON"),
    "lazy-imports-unsupported": Code(Severity.ERROR, "CPython can't do without lazy imports"),
    "level-too-high": Code(Severity.WARNING, "No level above 2 does more"),
    "library-by-chance": Code(
        Severity.INFO,
        "Nothing in an isolated program says where the standard library is",
        ("c", "c-initconfig", "rust-ffi"),
    ),
    "library-in-sub-interpreters": Code(
        Severity.INFO, "A sub-interpreter of 3.12 can't import some of the standard library"
    ),
    "load-bad-label": Code(Severity.ERROR, "The text in a load is no label"),
    "load-cycle": Code(Severity.ERROR, "Files load each other in a circle"),
    "load-outside-root": Code(Severity.ERROR, "A load leaves the root"),
    "load-private-name": Code(Severity.ERROR, "A load asks for a private name"),
    "load-unknown-name": Code(Severity.ERROR, "A load asks for a name that the file does not define"),
    "malloc-stats-crash": Code(Severity.WARNING, "CPython 3.12 may crash at exit with malloc_stats"),
    "malloc-stats-silent": Code(Severity.WARNING, "There are no statistics about this allocator"),
    "memory-limit": Code(Severity.ERROR, "The evaluation took too much memory"),
    "missing-argument": Code(Severity.ERROR, "A needed argument is missing"),
    "missing-return": Code(Severity.WARNING, "A function returns a value on some ways only"),
    "module-named-as-file": Code(Severity.WARNING, "A module has the name of a file or a function"),
    "modules-in-sub-interpreters": Code(Severity.INFO, "A sub-interpreter imports only modules that can bear it"),
    "modules-not-written": Code(
        Severity.WARNING, "The file with the names of modules is never written", ("rust", "rust-expr", "yaml")
    ),
    "name-taken": Code(Severity.ERROR, "CPython or pyembed has this module itself, and yours is not used"),
    "never-called": Code(Severity.WARNING, "A function would declare something, and nothing calls it"),
    "never-takes-effect": Code(Severity.WARNING, "CPython fills this field in itself"),
    "no-compiler": Code(Severity.ERROR, "There is no C compiler to boot with"),
    "no-console": Code(Severity.WARNING, "A setting of the standard streams has no effect without a console"),
    "no-effect": Code(Severity.WARNING, "A statement does nothing"),
    "no-environment": Code(Severity.WARNING, "The folder is no virtual environment"),
    "no-headers": Code(Severity.ERROR, "The CPython has no headers"),
    "no-libpython": Code(Severity.ERROR, "The CPython has no libpython"),
    "no-oxidized-importer": Code(Severity.ERROR, "OxidizedFinder is to load a module, and is off"),
    "no-package": Code(Severity.ERROR, "A module is declared inside of what is no package, or can't be imported"),
    "no-packed-extensions": Code(Severity.WARNING, "A place for a packed-resources file that is not written"),
    "no-prompt": Code(Severity.WARNING, "No prompt opens behind the program"),
    "no-shared-libraries": Code(
        Severity.ERROR, "The program can't load shared libraries, or only if it is linked in another way"
    ),
    "no-standard-library": Code(Severity.ERROR, "The paths that replace the computed ones hold no standard library"),
    "no-sub-interpreters": Code(Severity.WARNING, "A version has no sub-interpreters with settings"),
    "no-wine": Code(Severity.ERROR, "There is no Wine to boot a program of Windows with"),
    "not-expressible": Code(Severity.ERROR, "The chosen output can't say this"),
    "not-on-search-path": Code(Severity.ERROR, "The importer does not look for the module where the file is"),
    "not-utf8": Code(Severity.ERROR, "A file is not UTF-8"),
    "nothing-declared": Code(Severity.WARNING, "A config declares nothing"),
    "nothing-listed": Code(Severity.ERROR, "The project lists nothing that could be made", ("generate",)),
    "nul-in-string": Code(Severity.ERROR, "A text holds a NUL character"),
    "odd-origin": Code(Severity.WARNING, "$ORIGIN is written in a form that is not meant"),
    "odd-resources": Code(Severity.WARNING, "A packed-resources file is not as a program would write it"),
    "origin-not-expanded": Code(Severity.ERROR, "$ORIGIN would be taken for the name of a folder"),
    "origin-unused": Code(Severity.WARNING, "Nothing is made from the folder of the executable"),
    "orphaned-output": Code(Severity.ERROR, "A generated file is made no more", ("generate --check",)),
    "other-output": Code(Severity.INFO, "The config is not for this output"),
    "out-of-range": Code(Severity.ERROR, "A number is outside of its range"),
    "overwritten": Code(Severity.WARNING, "A released PyOxy sets this itself", ("yaml",)),
    "oxidized-finder-crash": Code(Severity.WARNING, "OxidizedFinder crashes CPython 3.11", ("rust", "rust-expr")),
    "partial-development-mode": Code(Severity.WARNING, "The development mode leaves the fault handler off"),
    "path-file-beside": Code(Severity.INFO, "A file beside the program can replace the path, and switch site on"),
    "perf-unsupported": Code(Severity.WARNING, "This CPython can't support perf so far"),
    "platlibdir-moves-library": Code(
        Severity.ERROR, "CPython looks for its standard library in a folder of another name"
    ),
    "plugin-hides-python": Code(
        Severity.WARNING,
        "A plug-in hides Python's functions from shared modules",
        ("rust", "rust-expr", "c", "c-initconfig", "rust-ffi"),
    ),
    "prefix-ignored": Code(Severity.WARNING, "home decides the prefix"),
    "prefix-moves-library": Code(Severity.ERROR, "A prefix decides where the standard library is looked for"),
    "printed": Code(Severity.INFO, "The config printed something"),
    "process-allocators": Code(
        Severity.ERROR, "A later start takes memory from elsewhere than the one before", ("check --process",)
    ),
    "process-clash": Code(
        Severity.ERROR, "Two configs of a process have two modules of one name", ("check --process",)
    ),
    "process-foreign-module": Code(Severity.ERROR, "A module of one config is there in another", ("check --process",)),
    "process-no-common-python": Code(
        Severity.ERROR, "No single CPython is right for all configs of a process", ("check --process",)
    ),
    "process-once": Code(Severity.ERROR, "What is started there can't start again", ("check --process",)),
    "process-one-interpreter": Code(
        Severity.INFO, "Interpreters of two configs can't live side by side", ("check --process",)
    ),
    "process-pyo3": Code(
        Severity.WARNING, "A second interpreter meets what PyO3 keeps for the process", ("check --process",)
    ),
    "process-shared-library": Code(
        Severity.INFO, "A shared library is imported once more behind a second start", ("check --process",)
    ),
    "process-sub-interpreters": Code(
        Severity.INFO, "Not every module can be imported in a sub-interpreter", ("check --process",)
    ),
    "profile-cut-short": Code(Severity.WARNING, "PyInitConfig can't leave decisions to CPython", ("c-initconfig",)),
    "program-folder-on-path": Code(
        Severity.INFO, "On Windows the folder of the program is on the path, however safe it is"
    ),
    "pycache-prefix-read-only": Code(Severity.INFO, "pycache_prefix is only read"),
    "python-path-ignored": Code(Severity.WARNING, "PYTHONPATH, or the field that stands for it, is not used"),
    "python-unsupported": Code(
        Severity.ERROR, "The output can't start this CPython version", ("rust", "rust-expr", "c-initconfig", "yaml")
    ),
    "relative-environment": Code(Severity.ERROR, "The path of a virtual environment is relative"),
    "relative-path": Code(Severity.WARNING, "A path depends on where the program is started"),
    "relative-script": Code(Severity.WARNING, "The script is found from one folder alone"),
    "report-cut": Code(Severity.INFO, "There is more than the report shows"),
    "required-version": Code(Severity.ERROR, "The project wants another version of configlang"),
    "reserved-name": Code(Severity.ERROR, "The file uses a name that belongs to configlang"),
    "safe-path-stays-on": Code(Severity.WARNING, "The program's folder stays off sys.path"),
    "script-folder": Code(Severity.WARNING, "Modules beside the script are not found"),
    "sealed-bytecode": Code(Severity.WARNING, "Bytecode is written into a sealed program"),
    "sealed-user-site": Code(Severity.WARNING, "A sealed program imports what its users have installed"),
    "setting-unused": Code(Severity.WARNING, "A setting is given a value that nothing reads"),
    "several-programs": Code(Severity.ERROR, "Of several programs only one runs"),
    "shadows-stdlib": Code(Severity.WARNING, "An extension module has the name of a module of the standard library"),
    "shared-init": Code(Severity.ERROR, "Two modules have one init function"),
    "signal-handler-comes-back": Code(Severity.INFO, "The first import of signal takes Ctrl-C over"),
    "silent-on-windows": Code(Severity.WARNING, "Before CPython 3.11, Windows has no warnings about paths"),
    "site-packages-added": Code(
        Severity.INFO,
        "The site-packages of an installed Python may join the paths",
        ("json", "c", "c-initconfig", "rust-ffi"),
    ),
    "skip-line-without-script": Code(Severity.WARNING, "There is no script whose first line could be skipped"),
    "stale": Code(
        Severity.ERROR, "A generated file is not what the config gives", ("eval --check", "generate --check")
    ),
    "start-method-unused": Code(
        Severity.WARNING, "Nothing sets the start method of multiprocessing", ("rust", "rust-expr")
    ),
    "stdlib-dir-ignored": Code(Severity.WARNING, "CPython 3.11 and 3.12 compute stdlib_dir themselves"),
    "sub-interpreter-fails": Code(Severity.ERROR, "A sub-interpreter does not start with these settings"),
    "surplus-argument": Code(Severity.ERROR, "There are more positional arguments than the function takes"),
    "suspicious-type": Code(Severity.WARNING, "A value looks as if it had the wrong type"),
    "symbols-not-exported": Code(
        Severity.INFO,
        "With a static libpython, the program must export Python's functions",
        ("rust", "rust-expr", "c", "c-initconfig", "rust-ffi"),
    ),
    "syntax": Code(Severity.ERROR, "The text is not Starlark"),
    "target-never-so": Code(Severity.WARNING, "A part of the target is compared with a text that it never is"),
    "terminfo-on-windows": Code(Severity.WARNING, "Windows has no descriptions of terminals"),
    "timeout": Code(Severity.ERROR, "The evaluation took too long"),
    "too-deep": Code(Severity.ERROR, "The text is nested too deeply"),
    "too-many-declarations": Code(Severity.ERROR, "The config declares too much"),
    "too-much-output": Code(Severity.ERROR, "The config prints too much"),
    "unavailable-field": Code(Severity.ERROR, "The CPython that the config is meant for has no such field"),
    "unchecked-host-value": Code(Severity.INFO, "A setting is checked without the value that the host passes"),
    "unfound-in-package": Code(
        Severity.ERROR, "Nothing finds a linked-in module inside of a package before CPython 3.11.4"
    ),
    "unknown-argument": Code(Severity.ERROR, "A function has no parameter of this name"),
    "unknown-attribute": Code(Severity.ERROR, "A value has no such attribute"),
    "unknown-build": Code(Severity.ERROR, "There is no such build of CPython"),
    "unknown-cpython": Code(Severity.ERROR, "There is no such CPython to boot"),
    "unknown-field": Code(Severity.ERROR, "There is no such field of interpreter()"),
    "unknown-host-value": Code(Severity.ERROR, "A text holds a value of the host that is not declared"),
    "unknown-name": Code(Severity.ERROR, "A name is not defined"),
    "unknown-output": Code(Severity.ERROR, "The output is not known"),
    "unknown-python": Code(Severity.ERROR, "The CPython version is not known"),
    "unknown-suppression": Code(Severity.WARNING, "A suppression names a code that does not exist"),
    "unknown-target": Code(Severity.ERROR, "The target triple is not known"),
    "unknown-value": Code(Severity.ERROR, "The value is none of those that the field has"),
    "unknown-variable": Code(Severity.ERROR, "The command line sets a variable that the config does not have"),
    "unowned-output": Code(
        Severity.ERROR, "A file stands where an output goes, and it is somebody else's", ("generate",)
    ),
    "unreachable": Code(Severity.WARNING, "A statement is never reached"),
    "unsafe-sub-interpreter": Code(Severity.WARNING, "CPython starts a sub-interpreter that is not safe"),
    "unseen-standard-library": Code(Severity.INFO, "None of the paths is called as a standard library is"),
    "unusable-encoding": Code(Severity.ERROR, "CPython does not start with this encoding"),
    "unusable-error-handler": Code(Severity.ERROR, "CPython has no such error handler, or can't use it here"),
    "unused-host-value": Code(Severity.WARNING, "Nothing is made of a value that the host passes"),
    "unused-suppression": Code(Severity.WARNING, "A suppression silences nothing"),
    "user-packages": Code(Severity.INFO, "A program with a Python of its own imports the packages of its users"),
    "user-site-without-site": Code(Severity.WARNING, "Nothing adds the user's site-packages"),
    "using-unassigned": Code(Severity.WARNING, "A variable is used before it has a value"),
    "utf8-mode-overruled": Code(Severity.ERROR, "The old encoding of paths on Windows switches UTF-8 mode off"),
    "value-is-none": Code(Severity.WARNING, "A value is None where one was meant"),
    "variable-has-field": Code(Severity.INFO, "A field says what an environment variable says"),
    "variable-names-program": Code(Severity.WARNING, "An environment variable decides which program this is"),
    "variable-not-set": Code(Severity.ERROR, "A variable without default is not set"),
    "variable-of-loader": Code(Severity.WARNING, "The dynamic loader has read this variable"),
    "variable-unread": Code(Severity.WARNING, "An environment variable that this interpreter does not read"),
    "varies-by-version": Code(Severity.ERROR, "An output can't say what differs between versions"),
    "version-as-text": Code(Severity.ERROR, "A version is compared as a text"),
    "workers-lost": Code(Severity.WARNING, "Workers of multiprocessing do not come up"),
    "wrong-separator": Code(Severity.WARNING, "The folders of python_path_env are not separated"),
    "wrong-standard-library": Code(Severity.WARNING, "The standard library among the paths is that of another version"),
    "wrong-suffix": Code(Severity.ERROR, "No CPython of that version and platform looks for files with this suffix"),
    "wrong-type": Code(Severity.ERROR, "A value has the wrong type"),
    "x-option-conflict": Code(Severity.WARNING, "An x option and a field say different things"),
    "x-option-without-effect": Code(Severity.WARNING, "CPython does not act on an x option"),
}
"""By code, sorted."""
