"""The page: one file of HTML with all that is told of a config, which loads nothing from elsewhere."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Sequence

from configlang.cpython.versions import show_versions
from configlang.evaluation import Evaluation
from configlang.findings.finding import Span
from configlang.findings.render import summary
from configlang.outputs.fill import fill, read
from configlang.outputs.table import Output
from configlang.schema.variants import Variant
from configlang.why import remarks as findings
from configlang.why.grid import grid, legend
from configlang.why.markup import Markup, element, escape, join
from configlang.why.matrix import matrix
from configlang.why.paths import Path, paths
from configlang.why.scene import Scene
from configlang.why.sources import Sources
from configlang.why.start import Phase, start
from configlang.why.step import Step
from configlang.why.told import Told

_FOLDER = os.path.join(os.path.dirname(__file__), "parts")


def page(evaluation: Evaluation, variants: Sequence[Variant], output: Output | None, fields: Sequence[Told]) -> str:
    """
    Return the page about a config that could be made.

    Args:
        evaluation: What came of it.
        variants: The config; where it goes by the version, as it is for each, the newest first.
        output: The output that brings CPython up, None for what the config says itself.
        fields: What is told of its fields.
    """
    sources = Sources(evaluation)
    remarks = findings.Remarks(evaluation.findings, fields)
    scene = Scene(variants, output, fields)
    whole = matrix(fields)
    style, script = _part("page.css"), _part("page.js")
    values = {
        "POLICY": escape(
            f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
        ),
        "TITLE": escape(sources.name(evaluation.inputs[0])),
        "FACTS": _facts(evaluation, scene),
        "LEGEND": legend(whole),
        "COUNT": str(len(fields)),
        "GRID": grid(whole, sources, remarks),
        "PATHS": join(*(_path(each, sources) for each in paths(scene))),
        "START": join(
            _varying(scene), element("ol", *(_phase(each, sources) for each in start(scene)), class_="phases")
        ),
        "FINDINGS": findings.show(remarks, sources),
    }
    # All links have been made by now.
    values["SOURCES"] = sources.shown()
    return fill(_part("page.html"), {**values, "STYLE": style, "SCRIPT": script})


def _part(name: str) -> str:
    return read(os.path.join(_FOLDER, name))


def _hash(text: str) -> str:
    """Return what a policy calls a style or script by: no other one runs."""
    import hashlib

    return f"sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _facts(evaluation: Evaluation, scene: Scene) -> Markup:
    output, config = scene.output, scene.newest.config
    versions = show_versions(dict.fromkeys(each.view.version for each in scene.seen))
    told = summary(evaluation.findings) or "none"
    facts: dict[str, str] = {
        "Output": "none in particular: CPython itself" if output is None else f"{output.name}: {output.starter.value}",
        "CPython": versions,
        "Target": config.target.triple,
        "Profile": config.interpreter.profile,
        "Set by the config": f"{sum(field.is_set for field in scene.fields)} of {len(scene.fields)} fields",
        "Findings": element("a", told, href="#findings"),
    }
    return join(*(element("div", element("dt", name), element("dd", text)) for name, text in facts.items()))


def _path(path: Path, sources: Sources) -> Markup:
    """Return the search path of some versions as a table."""
    rows, number = [], 1
    for each in path.entries:
        why = [each.why] if each.place is None else [each.why, " · ", sources.link(each.place)]
        rows.append(
            element(
                "tr",
                element("th", str(number) if each.number == 1 else "…", scope="row"),
                element("td", element("code" if each.is_path else "i", each.text)),
                element("td", *why),
            )
        )
        number += each.number
    head = element("tr", *(element("th", text, scope="col") for text in ("#", "Entry", "Who adds it")))
    caption = element("caption", f"sys.path on CPython {show_versions(path.versions)}")
    if not rows:
        return join(element("p", f"On CPython {show_versions(path.versions)} it is empty."))
    return element("table", caption, element("thead", head), element("tbody", *rows), class_="paths")


def _varying(scene: Scene) -> Markup:
    if not any(field.is_varying for field in scene.fields):
        return Markup()
    version = scene.newest.view.version
    return element("p", f"The config goes by the version: this is the start on CPython {version}, with all places.")


def _phase(phase: Phase, sources: Sources) -> Markup:
    call = [element("code", phase.call)] if phase.call else []
    call += [element("small", phase.note)] if phase.note else []
    steps = element("ul", *(element("li", _step(step, sources)) for step in phase.steps))
    return element("li", element("h3", phase.title, *(part for each in call for part in (" ", each))), steps)


def _step(step: Step, sources: Sources) -> Markup:
    if not step.links:
        return escape(step.text)
    by_place: dict[Span, dict[str, None]] = {}
    for name, span in step.links:
        by_place.setdefault(span, {})[name] = None
    items = [
        join(*_between([element("code", name) for name in names]), " ", sources.link(span))
        for span, names in by_place.items()
    ]
    more = (f" … and {step.more:,} more",) if step.more else ()
    return join(step.text, " ", element("span", *_between(items), *more, class_="links"))


def _between(items: Sequence[Markup]) -> list[str]:
    return [part for item in items for part in (", ", item)][1:]
