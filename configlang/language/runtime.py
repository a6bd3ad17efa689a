"""
From a config file to its declarations: read, parse, check and run it and all that it loads.

Each stage reports everything that it finds and the next starts only when there was no error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from configlang.cpython.builds import DEBUG, FREE_THREADED, exists, has
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.findings.finding import Finding, Severity, Span, has_errors
from configlang.findings.problem import Problem
from configlang.language.by_version import Evaluated, builds_of, choose, looks_at_build, looks_at_version, takes_text
from configlang.language.declarations import RecordedDeclaration, Sources, parse_stack, people_frames
from configlang.language.engine import Engine, EngineError, Frozen, Interface, Module, give_back
from configlang.language.glance import is_suspect
from configlang.language.lint import lint
from configlang.language.loading import LoadedFile, Loader
from configlang.language.rules import PREDECLARED, PRELUDE, Rules
from configlang.language.task import OF_CONFIGS, Task
from configlang.language.typecheck import TypeChecker
from configlang.light import records
from configlang.light.typed import TYPE_CHECKING, Any, cast
from configlang.project.labels import Label, label_of
from configlang.project.limits import MIB, LimitReached, limit_finding
from configlang.schema.origins import Origin, to_finding
from configlang.schema.rules import INPUTS

if TYPE_CHECKING:
    from configlang.language.flow import File
    from configlang.language.suspicions import Weighed


class Run:
    """
    The evaluation of a config, stage by stage: it is read and checked once, and run for each version that it goes by.

    Attributes:
        findings: What was found before it was run, and what is the same for all versions.
        evaluated: What came of running it: for the versions that it is for, the newest first; once where it does not
            go by the version, or where one is chosen. Empty where it was not run.
        sources: The files that were read.
        main_label: The config file's path from the root.
        missing: The files that were to be read and are not there.
        is_library: Whether the file only defines what others may load, as far as the task admits one.
    """

    def __init__(self, task: Task, check_limits: Callable[[], None], report: Callable[[dict[str, Any]], None]) -> None:
        """
        Prepare.

        Args:
            task: What to evaluate.
            check_limits: Raises LimitReached when time or memory is up.
            report: Takes the events ``{"stage", "file"}`` and ``{"print": [file, line, text]}``.
        """
        self._task = task
        self._report = report
        self._engine = Engine(task.limits.call_depth, check_limits)
        self.sources = Sources()
        self.evaluated: list[Evaluated] = []
        self._declared: list[str] = []
        natives: dict[str, Callable[..., object]] = {
            "_native_declare": self._declare,
            "_native_print": self._print,
            "_native_go_by_version": self._go_by_version,
        }
        self._current = Evaluated(PYTHON_VERSIONS[-1])
        self._rules = Rules(self._engine, natives, self._values(self._current.python))
        self._loader = Loader(task, self._engine, self._rules, self.sources, report)
        self.findings = self._loader.findings
        self.missing = self._loader.missing
        self._collected: list[RecordedDeclaration] = []
        self._weighed: dict[str, Weighed] = {}
        self._is_loading = False
        self._count = 0
        self._declared_size = 0
        self._printed_size = 0
        self.main_label = "-"
        self.is_library = False
        if task.path != "-":
            self.main_label = str(label_of(task.path, task.root)).lstrip("/:").replace(":", "/")

    def evaluate(self) -> None:
        """Go through the stages; each starts only when the ones before had no error."""
        main = self._loader.read_main()
        if self._is_json():
            return
        if main is not None and not has_errors(self.findings):
            self._typecheck(main)
            if not has_errors(self.findings):
                self._run_versions(main)
            self._look_behind()
            if self._weighed:
                self._settle()
            self._look_again(main)

    def _is_json(self) -> bool:
        """Tell whether the config is a JSON document, of which that is all that is said."""
        source = self.sources.by_name(self._task.name)
        lines = source.text.split("\n") if source is not None else []
        first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
        if source is None or lines[first].lstrip()[:1] not in {"{", "["}:
            return False
        try:
            json.loads("\n".join(lines[first:]))
        except ValueError:
            return False
        self.findings[:] = [
            Finding(
                code="json-text",
                message="this is a JSON document, and no config",
                span=Span.from_line(source.name, first, 0, len(lines[first])),
                hint='write calls: `interpreter(profile = "isolated")`; JSON is what `configlang eval` prints',
            )
        ]
        return True

    # Typecheck

    def _typecheck(self, main: LoadedFile) -> None:
        interfaces: dict[Label, Interface] = {}
        prelude = self._rules.predeclared()
        checker = TypeChecker(self._engine, self.sources, (str(PRELUDE), prelude), PREDECLARED)
        for file in self._loader.order:
            loads = {
                text: self._rules.interface(to) if isinstance(to, Label) else interfaces[to.label]
                for text, to in file.loads.items()
            }
            self._report({"stage": "typecheck", "file": file.source.name})
            self.findings += lint(file.ast, file.source)
            if file is main:
                weighed = checker.check_main(file.ast, file.module, loads)
            else:
                weighed, interfaces[file.label] = checker.check_loaded(file.ast, file.module, loads)
            give_back(len(file.source.text))
            if weighed is not None:
                self.findings += weighed.errors
                self._weighed[file.module] = weighed

    # Run

    @property
    def declarations(self) -> list[RecordedDeclaration]:
        """All that was declared for the newest version; in no promised order."""
        return self.evaluated[0].declarations if self.evaluated else []

    def _values(self, python: Version) -> dict[str, object]:
        """Return what the rules are given in an evaluation for a version."""
        by_version = {
            "python": str(python.bare),
            "version": [3, python.minor],
            "free_threaded": has(python, FREE_THREADED),
            "debug": has(python, DEBUG),
        }
        return {
            "_native_target": {**self._task.target, **by_version},
            "_native_variables": dict(self._task.variables),
        }

    def _run_versions(self, main: LoadedFile) -> None:
        """Run the config for the version that is chosen, or for the newest, and where it looks at it for each."""
        chosen = self._task.python
        if chosen is not None:
            self.evaluated = [self._evaluate(main, chosen.whole)]
            return
        newest, files = PYTHON_VERSIONS[-1], self._loader.order
        self.evaluated = [first := self._evaluate(main, newest)]
        goes_by_build = first.has_asked or _looks(looks_at_build, files)
        builds = builds_of(first.meant_for()) if goes_by_build else ("",)
        if first.has_asked or builds != ("",) or _looks(looks_at_version, files):
            each_build = (version.of_build(build) for version in reversed(PYTHON_VERSIONS) for build in builds)
            for version in filter(exists, each_build):
                if version != newest and not self.evaluated[-1].is_stopped:
                    self.evaluated.append(self._evaluate(main, version))
            if self.evaluated[-1].is_stopped:
                del self.evaluated[:-1]
                return
            self.evaluated, wrong = choose(self.evaluated, builds)
            self.findings += wrong

    def _evaluate(self, main: LoadedFile, python: Version) -> Evaluated:
        """Run the config for a version."""
        self._current = Evaluated(python)
        self._rules = self._rules.given(self._values(python))
        self._collected, self._declared = [], []
        self._run(main)
        self._read_declarations()
        return self._current

    def _run(self, main: LoadedFile) -> None:
        frozen: dict[Label, Frozen] = {}
        for file in self._loader.order:
            self._is_loading = file is not main
            self._report({"stage": "run", "file": file.source.name})
            loads = {
                text: self._rules.frozen(to) if isinstance(to, Label) else frozen[to.label]
                for text, to in file.loads.items()
            }
            if file is main:
                module, collect = self._rules.config_module(loads)
                self._run_file(file, module)
                # Also after an error: what is wrong with the declarations before it is reported together with it.
                self._collect(file, collect)
            else:
                module = self._rules.loaded_module(loads)
                self._run_file(file, module)
                result = None if has_errors(self._current.findings) else self._attempt(file, module.freeze)
                if result is None:
                    return
                frozen[file.label] = cast("Frozen", result)

    # What is not meant

    def _followed(self) -> dict[str, File]:
        """Return all files, for a look at where their values lead."""
        from configlang.language.flow import File

        return {file.module: File(self.sources.places(file.module), _loads_of(file)) for file in self._loader.order}

    def _look_again(self, main: LoadedFile) -> None:
        """Find what is surely not meant, in files whose words look so, and a config that declares nothing."""
        for file in self._loader.order:
            if is_suspect(file.source.text, is_main=file is main):
                from configlang.language.oversights import functions_of, oversights

                loaded = {
                    local: functions_of(self.sources.places(module)).get(theirs)
                    for local, (module, theirs) in _loads_of(file).items()
                }
                functions = {name: function for name, function in loaded.items() if function is not None}
                self.findings += oversights(self.sources.places(file.module), functions, is_main=file is main)
        if any(takes_text(file.source.text) for file in self._loader.order):
            from configlang.language.version_texts import comparisons

            self.findings += comparisons(self._followed())
        if any("host_value" in file.source.text for file in self._loader.order):
            from configlang.language.unknowns import unknowns

            self.findings += unknowns(self._followed())
        declared = {declaration.rule for each in self.evaluated for declaration in each.declarations}
        is_told = bool(declared - INPUTS) or any(finding.code == "never-called" for finding in self.findings)
        if any(main.module in each.finished for each in self.evaluated) and not is_told:
            self.findings.append(_nothing_declared(main))
        if self._task.may_be_library and not declared - INPUTS:
            self._spare_library(main)

    def _spare_library(self, main: LoadedFile) -> None:
        """Take what is missing in a config for a mere info in a file that only defines what others may load."""
        from configlang.language.oversights import only_defines

        is_missed = any(finding.code in OF_CONFIGS for finding in self.findings)
        self.is_library = is_missed and only_defines(self.sources.places(main.module))
        if self.is_library:
            self.findings[:] = [
                records.evolve(finding, severity=Severity.INFO) if finding.code in OF_CONFIGS else finding
                for finding in self.findings
            ]

    def _run_file(self, file: LoadedFile, module: Module) -> None:
        failures = len(self._current.failures)
        self._attempt(file, module.run, file.ast)
        if failures == len(self._current.failures):
            self._current.finished.add(file.module)

    def _look_behind(self) -> None:
        """Look for mistakes in literals where nothing was run, or where one was found and others may be in its call."""
        if any(each.is_stopped for each in self.evaluated):
            return
        for file in self._loader.order:
            weighed = self._weighed.get(file.module)
            is_finished = any(file.module in each.finished for each in self.evaluated)
            if not is_finished or (weighed is not None and weighed.literals):
                from configlang.language.suspicions import Weighed
                from configlang.language.type_findings import Explainer

                self._weighed[file.module] = weighed = weighed or Weighed([], [], [])
                self.findings += Explainer(self.sources.places(file.module)).add_literals(weighed)

    def _settle(self) -> None:
        """Say what the check of types has left open, as far as the run has not answered it."""
        from configlang.language.suspicions import Ran, settle, sharpen

        calls: dict[str, set[int]] = {}
        for declaration in (declaration for each in self.evaluated for declaration in each.declarations):
            module, line, _ = declaration.frames[-1]
            calls.setdefault(module, set()).add(line)
        suspicions = [suspicion for weighed in self._weighed.values() for suspicion in weighed.suspicions]
        failures = [failure for each in self.evaluated for failure in each.failures if failure is not None]
        for each in self.evaluated:
            each.findings[:] = [
                sharpen(finding, suspicions) if finding in failures else finding for finding in each.findings
            ]
        for module, weighed in self._weighed.items():
            is_finished = any(module in each.finished for each in self.evaluated)
            self.findings += settle(weighed, Ran(is_finished, failures, calls.get(module, ())))

    def _collect(self, file: LoadedFile, collect: Callable[[int], object]) -> None:
        """Take what is in the list of the config file."""
        give_back(len(file.source.text))
        while text := cast("str | None", self._attempt(file, collect, len(self._collected))):
            found = [*self._recorded(text)]
            if not found:
                break
            self._collected += found
            self._declared_size += len(text)

    def _recorded(self, text: str) -> Iterator[RecordedDeclaration]:
        """Give the declarations in a JSON text that the engine makes of them."""
        for rule, stack, values in json.loads(text):
            yield RecordedDeclaration(rule, stack, values, self.sources)

    def _read_declarations(self) -> None:
        """Take all that was declared, what the list of the config file holds first."""
        declarations = [*self._collected, *self._recorded(f"[{','.join(self._declared)}]")]
        self._current.declarations = declarations
        # The list in the config file grows unseen; what it holds is counted here, that of all versions together.
        left = self._task.limits.declarations - self._count
        self._count += len(declarations) - len(self._declared)
        limits = self._task.limits
        if self._count > limits.declarations or self._declared_size > limits.declared_size * MIB:
            last = declarations[max(min(left, len(declarations) - 1), 0)]
            self._stop_at(limit_finding("too-many-declarations", limits, last.span()))

    def _attempt(self, file: LoadedFile, action: Callable[..., object], *arguments: object) -> object:
        """Do something with the engine and return what it returns; None when it failed, which is then reported."""
        try:
            return action(*arguments)
        except EngineError as error:
            self._report_run_error(error)
        except BaseException as error:
            # A panic of the engine's is no Exception, and its module is of no use afterwards.
            if type(error).__name__ != "PanicException":
                raise
            self._current.failures.append(None)
            self._current.is_stopped = True
            if not has_errors(self._current.findings):
                self._report_panic(str(error), file)
        return None

    def _report_panic(self, text: str, file: LoadedFile) -> None:
        from configlang.language.blame import blamed

        span = blamed(file.source)
        if "out of memory" in text:
            self._current.findings.append(limit_finding("memory-limit", self._task.limits, span))
        else:
            message = f"the Starlark engine gave up while running this file: {text}"
            self._current.findings.append(Finding(code="engine-crash", message=message, span=span))

    def _explain(self, error: EngineError) -> Finding:
        """Return the finding for an error of the engine's."""
        from configlang.language.engine_errors import explain

        return explain(str(error), self.sources)

    def _report_run_error(self, error: EngineError) -> None:
        finding = self._explain(error)
        self._current.failures.append(finding)
        if isinstance(self._engine.stopped_by, LimitReached):
            limit = limit_finding(str(self._engine.stopped_by), self._task.limits, finding.span)
            self._stop_at(records.evolve(limit, stack=finding.stack))
            return
        # The rule `variable` stops the run when it has no value to give; the declaration tells more.
        if finding.code == "failed" and finding.message.startswith("configlang: no value for the variable"):
            return
        self._current.findings.append(finding)

    def _stop_at(self, finding: Finding) -> None:
        """Report a limit that was reached: no other version is tried."""
        if self.evaluated and self._task.python is None:
            # What several evaluations use counts together.
            finding = records.evolve(
                finding, hint=f"{finding.hint}; with --python it is evaluated for one version alone"
            )
        self._current.findings.append(finding)
        self._current.is_stopped = True

    def _go_by_version(self) -> None:
        """Note that a rule went by the version."""
        self._current.has_asked = True

    def _declare(self, text: str) -> None:
        """Take one declaration from a rule: ``[rule, call stack, values]`` as JSON."""
        if self._is_loading:
            rule, stack, values = json.loads(text)
            if rule not in INPUTS:
                declaration = RecordedDeclaration(rule, stack, values, self.sources)
                self._current.findings.append(_declared_in_load(declaration))
                return
        self._declared_size += len(text)
        self._count += 1
        limits = self._task.limits
        if self._count > limits.declarations or self._declared_size > limits.declared_size * MIB:
            self._stop("too-many-declarations")
        self._declared.append(text)

    def _print(self, text: str, stack: str) -> None:
        """Take what a config prints, with the stack of calls that led there."""
        self._printed_size += len(text)
        if self._printed_size > self._task.limits.printed_size * 1024:
            self._stop("too-much-output")
        frames = people_frames(parse_stack(stack), self.sources)
        file, line = (frames[-1].file, frames[-1].line) if frames else (self._task.name, 0)
        self._current.printed.append((file, line, text))
        self._report({"print": [file, line, text]})

    def _stop(self, code: str) -> None:
        """End the run at the call of a rule that is one too many."""
        self._engine.stopped_by = LimitReached(code)
        raise self._engine.stopped_by


def _loads_of(file: LoadedFile) -> dict[str, tuple[str, str]]:
    """Return what a file loads of others of people's: by the local name, the file and the name there."""
    return {
        local: (to.module, theirs)
        for load in file.ast.loads()
        if isinstance(to := file.loads.get(load.module_id), LoadedFile)
        for local, theirs in load.symbols.items()
    }


def _looks(at: Callable[[str, Iterator[str]], bool], files: Iterable[LoadedFile]) -> bool:
    """Tell whether one of people's files may look at the version, or at the build."""
    return any(
        at(file.source.text, (name for load in file.ast.loads() for name in load.symbols.values())) for file in files
    )


def _nothing_declared(main: LoadedFile) -> Finding:
    return Finding(
        code="nothing-declared",
        message="the config declares nothing, so CPython starts as its own command does",
        span=Span.from_line(main.source.name, 0),
        severity=Severity.WARNING,
        hint=(
            'call `interpreter(profile = "isolated")`, or `interpreter()` where the command\'s own start is meant; if'
            " others load this file, check those"
        ),
    )


def _declared_in_load(declaration: RecordedDeclaration) -> Finding:
    rule = declaration.rule
    problem = Problem(
        code="declared-in-load",
        message=f"`{rule}` is called while the file is being loaded; a loaded file declares nothing",
        paths=(rule,),
        hint="put the call into a function, and call that from the config file",
    )
    return to_finding(problem, {rule: Origin(declaration)})
