"""The generated reference pages: the fields of an interpreter config, and the findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from configlang.check.rule import Rule
from configlang.findings.page import Example, Page, read_pages
from configlang.outputs.table import FORMATS, OUTPUTS
from configlang.schema.describe import facts_of, members_of, values_of
from configlang.schema.field import Field, Group, Place
from configlang.schema.table import ARGUMENTS, FIELDS
from tools.families import all_families

_NOTE = "<!-- Made by tools/generate.py from {source}: change that and run it again. -->"


def fields_page() -> str:
    """
    Return the reference page of the fields.

    Raises:
        ValueError: When an argument of ``interpreter()`` has no group.
    """
    groups = {group: [field for field in ARGUMENTS.values() if field.group is group] for group in Group}
    if left_out := set(ARGUMENTS) - {field.name for fields in groups.values() for field in fields}:
        raise ValueError(f"fields without a group: {sorted(left_out)}")
    lines = [_NOTE.format(source="the field table (configlang/schema/table.py)"), "", *_FIELDS_HEAD]
    for group, fields in groups.items():
        links = ", ".join(f"[`{field.name}`](#{field.name})" for field in fields)
        lines.append(f"- [{group.value}](#{_anchor(group.value)}): {links}")
    lines.append(f"- [{_OWNED_TITLE}](#{_anchor(_OWNED_TITLE)})")
    for group, fields in groups.items():
        lines += ["", f"## {group.value}"]
        for field in fields:
            lines += ["", *_field(field)]
    lines += ["", *_owned()]
    return "\n".join(lines) + "\n"


_FIELDS_HEAD = (
    "# Fields of `interpreter()`",
    "",
    "Every argument of the rule `interpreter`. All are optional and must be named. `None` is the same as leaving the",
    "argument out; what holds then is the line *Unset*. For most fields that is what CPython's own initialisation of",
    "the [profile](#profile) gives them.",
    "",
    "Names are those of pyembed's two structs, `OxidizedPythonInterpreterConfig` (what pyembed does around the start)",
    "and `PythonInterpreterConfig` (what CPython is told), and CPython's own for what pyembed lacks. *C* is the member",
    "of CPython's `PyPreConfig` or `PyConfig` that the field ends up in.",
    "",
)
_OWNED_TITLE = "Fields that other rules set"


def _field(field: Field) -> Iterator[str]:
    yield f"### `{field.name}`"
    yield ""
    yield field.doc
    yield ""
    yield from (f"- *{label}*: {text}" for label, text in facts_of(field))
    if field.choices:
        yield ""
        head, *rows = values_of(field)
        yield from ("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))
    if field.traps:
        yield ""
        yield "Traps:"
        yield ""
        for trap in field.traps:
            yield f"- {trap}"


def _owned() -> Iterator[str]:
    yield f"## {_OWNED_TITLE}"
    yield ""
    yield "These are no arguments of `interpreter()`: the rule in the second column sets them."
    yield ""
    yield "| field | set by | place in pyembed | C | effect |"
    yield "| --- | --- | --- | --- | --- |"
    for field in FIELDS:
        if field.owner is None:
            continue
        # The inner argv is owned by the argument of that name.
        owner = f"[`{field.owner}`](#{field.owner})" if field.owner == field.name == "argv" else f"`{field.owner}()`"
        place = "outer" if field.place is Place.OUTER else "inner"
        yield f"| `{field.name}` | {owner} | {place} | {members_of(field) or '-'} | {field.doc} |"
    with_traps = [field for field in FIELDS if field.owner is not None and field.traps]
    for field in with_traps:
        yield ""
        yield f"Traps of `{field.name}`:"
        yield ""
        for trap in field.traps:
            yield f"- {trap}"


def findings_page() -> str:
    """Return the reference page that lists the findings."""
    lines = [_NOTE.format(source="the pages of the codes (configlang/findings/codes/)"), "", *_FINDINGS_HEAD]
    lines += [
        f"| [`{page.code}`](findings/{page.code}.md) | {page.severity.value} | {page.title} |"
        for page in read_pages().values()
    ]
    return "\n".join(lines) + "\n"


_FINDINGS_HEAD = (
    "# Findings",
    "",
    "Everything that configlang can find, by its code. An error makes the config unusable and gives exit code 1; a",
    "warning is worth reading and lets the run go on. The severity given here is the worst that a finding of that code",
    "can have. `configlang explain CODE` prints what the page of a code says.",
    "",
    "| code | severity | title |",
    "| --- | --- | --- |",
)


def finding_pages() -> dict[str, str]:
    """Return the reference page of each finding, by its code."""
    by_code = _rules_by_code()
    return {page.code: "\n".join(_finding(page, by_code.get(page.code, ()))) + "\n" for page in read_pages().values()}


def _finding(page: Page, rules: Sequence[Rule]) -> Iterator[str]:
    yield _NOTE.format(source=f"configlang/findings/codes/{page.code}.md{' and the rules' if rules else ''}")
    yield ""
    yield f"# `{page.code}`"
    yield ""
    yield f"**{page.title}.** Severity: {page.severity.value}{', at worst' if rules else ''}."
    yield ""
    yield page.explanation.rstrip("\n")
    if rules:
        yield from ("", "## What is known", "", "| what configlang knows | CPython | outputs |", "| --- | --- | --- |")
        for rule in rules:
            outputs = ", ".join(f"`{name}`" for name in FORMATS if name in _outputs_of(rule)) or "every one"
            yield f"| {_known(rule)} | {_span(rule)} | {outputs} |"
    if rules or page.evidence:
        yield from ("", f"Evidence: {_evidence(page.evidence or _MEASURED)}")
    yield from ("", "## Example", "")
    yield from _example(page, page.example)
    if page.repaired is not None:
        yield from ("", "Repaired:", "")
        yield from _example(page, page.repaired)
    yield from ("", f"In a terminal: `configlang explain {page.code}`. All codes: [Findings](../findings.md).")


def _known(rule: Rule) -> str:
    known = (rule.find.__doc__ or "").strip().split("\n")[0]
    if not known:
        raise ValueError(f"a rule of {rule.code} has no docstring")
    return known.replace("|", "&#124;")


def _rules_by_code() -> dict[str, list[Rule]]:
    by_code: dict[str, list[Rule]] = {}
    for rules in all_families().values():
        for rule in rules:
            by_code.setdefault(rule.code, []).append(rule)
    return by_code


def _evidence(evidence: str) -> str:
    return f"<{evidence}>" if evidence.startswith("https://") else evidence


def _example(page: Page, example: Example) -> Iterator[str]:
    """Show a config with the files that it loads and the command that it needs, or the commands that are all of it."""
    if example.is_command:
        yield from _fence("sh", example.text)
        return
    has_files = any(each and each.files for each in (page.example, page.repaired))
    yield from _fence("starlark {.fragment" + (' title="app.bzl"}' if has_files else "}"), example.text)
    for name, content in example.files.items():
        yield ""
        yield from _fence(f'starlark {{.fragment title="{name}"}}', content)
    if example.options:
        yield ""
        yield from _fence("sh", f"configlang eval app.bzl {' '.join(example.options)}\n")


def _fence(info: str, text: str) -> Iterator[str]:
    yield f"```{info}"
    yield text.rstrip("\n")
    yield "```"


def rules_page() -> str:
    """
    Return the reference page of the rules of the checker.

    Raises:
        ValueError: When a rule says nothing of what it knows.
    """
    lines = [_NOTE.format(source="the rules (configlang/check/)"), "", *_RULES_HEAD]
    by_code = _rules_by_code()
    lines += [
        f"| {_known(rule)} | [`{code}`](findings/{code}.md) | {_span(rule)} |"
        for code in sorted(by_code)
        for rule in by_code[code]
    ]
    return "\n".join(lines) + "\n"


_MEASURED = "measured by starting CPython 3.8 to 3.14 with it"
_RULES_HEAD = (
    "# Rules",
    "",
    "What configlang knows of what CPython, and what brings it up, really do with a config. A config is checked once",
    "for each CPython version that it is meant for and that the output can serve; a finding names the versions where",
    "not all of them do it. Each rule was seen in real interpreters: a config with the problem and a near twin without",
    "it are started on every CPython from 3.8 to 3.14 by the tests (`tests/truth/`), with a written reason where that",
    "can't be. The page of each code has the outputs that a rule is for, the evidence and an example.",
    "",
    "| what configlang knows | code | CPython |",
    "| --- | --- | --- |",
)


def _outputs_of(rule: Rule) -> set[str]:
    return {output.name for output in OUTPUTS if output.starter in rule.starters}


def _span(rule: Rule) -> str:
    measured = rule.extent.measured
    first, last = rule.extent.first or measured.oldest, rule.extent.last or measured.newest
    return f"{first} to {last}" if first != last else f"{first}"


def _anchor(title: str) -> str:
    """Return the anchor that the page gets for a heading without punctuation but commas and code."""
    return title.lower().replace(",", "").replace("`", "").replace("()", "").replace(" ", "-")
