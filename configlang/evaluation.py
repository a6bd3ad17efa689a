"""What came of evaluating a config file: what people hold, and what they raise where it is of no use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from configlang.cpython.versions import Version
from configlang.findings.finding import Finding, Printed, Span, sorted_by_place
from configlang.language.declarations import RecordedDeclaration, Sources
from configlang.light import records
from configlang.light.typed import Any, cast
from configlang.project.limits import Limits, limit_finding
from configlang.schema.config import Config
from configlang.schema.origins import Origin, Origins
from configlang.schema.variants import Variant
from configlang.worker.process import Death
from configlang.worker.protocol import Answer


@records.frozen(kw_only=True)
class Evaluation:
    """
    What came of evaluating a config file.

    Attributes:
        config: The frozen config, where it goes by the version that of the newest; None when there was an error.
        findings: Everything found, sorted by file and place, without what the config silences.
        inputs: The files that were read, as they were named, the config file first, and the project file last.
        missing: The files that were looked for and not there: if one appears, something else may come of the config.
        printed: What the config printed, in order.
        outputs: The names of the outputs that it was checked for; none where that was CPython alone.
        origins: Where each value of the config was declared.
        source_label: The config file as seen from the root, with ``/`` between names.
        variants: Where the config goes by the version, what it is for each, the newest first, also where only the last
            stage had errors; else empty.
        unchecked: The config also where only the last stage, which looks at what CPython does with it, had errors.
        sources: The texts of the inputs.
        is_strict: Whether the project wants warnings to fail as errors do.
    """

    config: Config | None
    findings: tuple[Finding, ...]
    inputs: tuple[str, ...]
    missing: tuple[str, ...] = ()
    printed: tuple[Printed, ...] = ()
    outputs: tuple[str, ...] = ()
    origins: Origins = records.field(factory=dict, repr=False, eq=False)
    source_label: str = ""
    unchecked: Config | None = records.field(default=None, repr=False, eq=False)
    variants: tuple[Variant, ...] = records.field(default=(), repr=False, eq=False)
    sources: Sources = records.field(factory=Sources, repr=False, eq=False)
    is_strict: bool = False

    @property
    def configs(self) -> Mapping[Version, Config]:
        """The frozen config by each version, and build, that it is for, oldest first; empty when there was an error."""
        if self.config is None:
            return {}
        if self.variants:
            by_version = {variant.version: variant.config for variant in self.variants}
            return {version: by_version[version] for version in sorted(by_version)}
        python = self.config.python
        versions = sorted(release.whole for release in self.config.releases) if python is None else [python]
        return dict.fromkeys(versions, self.config)

    def require(self) -> Config:
        """
        Return the config.

        Raises:
            ConfigError: When there was an error.
        """
        if self.config is None:
            from configlang.findings.error import ConfigError

            raise ConfigError(self.findings)
        return self.config

    def read_line(self, file: str, line: int) -> str | None:
        """Return a line (0-based) of a file that was read, for showing a finding; None for any other."""
        return self.sources.read_line(file, line)

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON data, for another process."""
        from configlang.findings.codec import to_data as finding_to_data
        from configlang.schema.codec import config_to_data

        # What an evaluation declares is recorded.
        origins = [self.origins, *(variant.origins for variant in self.variants)]
        recorded = (cast("RecordedDeclaration", origin.declaration) for each in origins for origin in each.values())
        declarations = {id(declaration): declaration for declaration in recorded}
        numbers = {key: number for number, key in enumerate(declarations)}

        def places(origins: Origins) -> dict[str, list[Any]]:
            return {path: [numbers[id(origin.declaration)], origin.argument] for path, origin in origins.items()}

        # As a rule it is the one that was checked.
        unchecked = None if self.unchecked is self.config else self.unchecked
        return {
            "config": None if self.config is None else config_to_data(self.config),
            "unchecked": None if unchecked is None else config_to_data(unchecked),
            "findings": [*map(finding_to_data, self.findings)],
            "inputs": self.inputs,
            "missing": self.missing,
            "outputs": self.outputs,
            "printed": [[each.file, each.line, each.text] for each in self.printed],
            "declarations": [declaration.to_data() for declaration in declarations.values()],
            "origins": places(self.origins),
            "variants": [[config_to_data(config), places(origins)] for config, origins in self.variants],
            "source_label": self.source_label,
            "sources": self.sources.to_data(),
            "is_strict": self.is_strict,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Evaluation:
        """Return what ``to_data`` made the data from."""
        from configlang.findings.codec import from_data as finding_from_data
        from configlang.schema.codec import config_from_data

        sources = Sources.from_data(data["sources"])
        declarations = [
            RecordedDeclaration(rule, stack, values, sources) for rule, stack, values in data["declarations"]
        ]

        def origins(places: Mapping[str, tuple[int, str | None]]) -> Origins:
            return {path: Origin(declarations[number], argument) for path, (number, argument) in places.items()}

        config = None if data["config"] is None else config_from_data(data["config"])
        return cls(
            config=config,
            unchecked=config if data["unchecked"] is None else config_from_data(data["unchecked"]),
            findings=tuple(map(finding_from_data, data["findings"])),
            inputs=tuple(data["inputs"]),
            missing=tuple(data["missing"]),
            outputs=tuple(data["outputs"]),
            printed=tuple(Printed(*each) for each in data["printed"]),
            origins=origins(data["origins"]),
            variants=tuple(Variant(config_from_data(one), origins(places)) for one, places in data["variants"]),
            source_label=data["source_label"],
            sources=sources,
            is_strict=data["is_strict"],
        )

    @classmethod
    def from_answer(cls, answer: Answer | Death) -> Evaluation:
        """Return what a worker has answered, or what there is to tell of one that gave no answer."""
        if isinstance(answer, Answer):
            return cls.from_data(answer.value)
        return cls(
            config=None,
            findings=(death_finding(answer),),
            inputs=() if answer.file is None else (answer.file,),
            printed=tuple(Printed(*each) for each in answer.printed),
        )


@records.frozen(kw_only=True)
class Generated:
    """
    What came of making all outputs of a project.

    Attributes:
        findings: Everything found, of each config and of the files; where one is an error, nothing was written.
        written: The files that were written, since they mean something else now.
        unchanged: The files that mean what they should.
        removed: The files that were made no more, and were taken away.
        inputs: The files that were read.
        missing: The files that were looked for and not there.
    """

    findings: tuple[Finding, ...]
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def silence(findings: Iterable[Finding], sources: Sources) -> tuple[Finding, ...]:
    """
    Return findings without those that comments silence, sorted by file and place.

    Args:
        findings: All findings of a run.
        sources: The files of the run, whose comments silence.
    """
    if marked := sources.marked():
        from configlang.language.suppressions import suppress

        findings = suppress(findings, marked)
    return sorted_by_place(findings)


_WORDS = {"read": "reading", "parse": "parsing", "typecheck": "checking", "run": "running"}
"""By stage, what the engine was doing."""


def death_finding(death: Death) -> Finding:
    """Return the finding for a worker that gave no answer."""
    span = None if death.file is None else Span.from_line(death.file, 0)
    if death.file is not None and death.stage == "run":
        from configlang.language.blame import blamed_in

        span = blamed_in(death.file)
    if death.code != "engine-crash":
        return limit_finding(death.code, Limits(**death.limits), span)
    doing = _WORDS.get(death.stage, "working on")
    return Finding(
        code=death.code,
        message=f"the Starlark engine died while {doing} this file (signal {death.signal})",
        span=span,
        hint="something in it, or a value that it makes, is nested too deeply",
    )
