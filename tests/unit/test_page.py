"""The pages of the codes: what their form says is what is read, and any other form is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.findings import page as pages
from configlang.findings.finding import Severity
from configlang.findings.page import Example, Page, PageError, parse_page, read_page, read_pages

HEAD = """\
---
title: A thing is wrong
severity: warning
---
"""
CONFIG = f"""\
{HEAD}
It is wrong: `a`.

Make it right.

## Example

```starlark
interpreter()
```

## Repaired

```starlark
interpreter(isolated = True)
```
"""
COMMAND = f"""\
{HEAD}
It is wrong.

## Example

```sh
configlang check -
```
"""


def test_short_page_has_what_a_page_must_have() -> None:
    """Evidence, files and options are for those that need them, and the code is the name of the file."""
    assert parse_page("thing-1.md", CONFIG) == Page(
        code="thing-1",
        title="A thing is wrong",
        severity=Severity.WARNING,
        evidence=None,
        explanation="It is wrong: `a`.\n\nMake it right.\n",
        example=Example(text="interpreter()\n"),
        repaired=Example(text="interpreter(isolated = True)\n"),
    )


def test_full_page_has_all_that_a_page_can_have() -> None:
    """Texts keep their blank lines, their indents and what looks like markdown; files and options their order."""
    page = parse_page(
        "thing.md",
        """\
---
evidence: https://example.org/#a: b
only: c, boot
severity: error
title: `a`: "b"
---
It is wrong.
## Example
```starlark
# One

## Repaired
---
    interpreter()

```
```starlark title="lib/b.bzl"
B = 1
```
```toml title="configlang.toml"
[limits]
```
```sh
configlang eval app.bzl --format c -D a=b
```
## Repaired

```starlark
interpreter()
```

```sh
configlang eval app.bzl -D a=c
```""",
    )

    assert page == Page(
        code="thing",
        title='`a`: "b"',
        severity=Severity.ERROR,
        evidence="https://example.org/#a: b",
        only=("c", "boot"),
        explanation="It is wrong.\n",
        example=Example(
            text="# One\n\n## Repaired\n---\n    interpreter()\n\n",
            files={"lib/b.bzl": "B = 1\n", "configlang.toml": "[limits]\n"},
            options=("--format", "c", "-D", "a=b"),
        ),
        repaired=Example(text="interpreter()\n", options=("-D", "a=c")),
    )
    assert ["lib/b.bzl", "configlang.toml"] == list(page.example.files)


def test_commands_are_an_example_of_their_own() -> None:
    """Where the mistake is in no config, the example is what people type, and there is nothing to repair."""
    page = parse_page("thing.md", COMMAND)

    assert Example(text="configlang check -\n", is_command=True) == page.example
    assert page.repaired is None


@pytest.mark.parametrize("name", ["Thing.md", "thing", "thing.txt", "two_words.md", "-thing.md", "thing-.md", "1.md"])
def test_page_is_named_by_its_code(name: str) -> None:
    """The name of the file is the code, so it has the form of one."""
    with pytest.raises(PageError) as caught:
        parse_page(name, CONFIG)

    assert f"{name}:1: a page is named by its code, `CODE.md`" == str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (HEAD, "", "1: a page starts with a line `---`"),
        (CONFIG, "", "1: a page starts with a line `---`"),
        (CONFIG, HEAD.removesuffix("---\n"), "3: wanted is `key: value`, or `---` behind the last"),
        ("title: A", "title:A", "2: wanted is `key: value`, or `---` behind the last"),
        ("title: A thing is wrong", "title: ", "2: wanted is `key: value`, or `---` behind the last"),
        ("title: A", "title:  A", "2: wanted is `key: value`, or `---` behind the last"),
        ("is wrong\n", "is wrong \n", "2: wanted is `key: value`, or `---` behind the last"),
        ("severity", "sevrity", "3: there is no key `sevrity`; did you mean `severity`?"),
        ("severity", "code", "3: there is no key `code`"),
        ("severity: warning", "title: Another", "3: the key `title` stands here twice"),
        ("warning", "Warning", "3: severity: got `Warning`, wanted one of error, warning, info"),
        ("severity: warning\n", "", "3: the key `severity` is missing"),
        ("title: A thing is wrong", "evidence: seen", "4: the key `title` is missing"),
        ("It is wrong: `a`.\n\nMake it right.\n", "", "7: the explanation is missing"),
        ("Make it right.", "# More", "8: wanted are paragraphs, and then `## Example`"),
        ("Make it right.", "```starlark\n```", "8: wanted are paragraphs, and then `## Example`"),
        ("## Example", "## Examples", "10: wanted are paragraphs, and then `## Example`"),
        (CONFIG[CONFIG.index("## Example") :], "", "9: the heading `## Example` is missing"),
        ("```starlark\ninterpreter()\n```\n", "", "13: the example is missing"),
        ("interpreter()\n```\n", "interpreter()\n", "12: the block is never closed"),
        ("True)\n```\n", "True)\n", "18: the block is never closed"),
        ("interpreter()\n", "", "12: the block is empty"),
        ("```starlark\ninterpreter()", "See:\n", '12: wanted is ```LANGUAGE, with or without a title="FILE" behind it'),
        ("```starlark\ninterpreter()", "```starlark {.fragment}\n", "12: wanted is ```LANGUAGE"),
        ("```starlark\ninterpreter()", "```\ninterpreter()", "12: wanted is ```LANGUAGE"),
        ("```starlark\ninterpreter()", "```python\na()", "12: wanted first is the config, in Starlark"),
        ("```starlark\ninterpreter()", '```starlark title="app.bzl"\na()', "12: wanted first is the config"),
        (CONFIG[CONFIG.index("\n## Repaired") :], "", "14: the heading `## Repaired` is missing"),
        (CONFIG[CONFIG.index("\n```starlark\ninterpreter(iso") :], "", "16: the repaired config is missing"),
        ("(isolated = True)\n```\n", "()\n```\n## Repaired\n", "21: wanted is ```LANGUAGE"),
        ("## Repaired", "```starlark\na\n```\n## Repaired", "16: a further file has a title of its own"),
        (
            "## Repaired",
            '```starlark title="app.bzl"\na\n```\n## Repaired',
            "16: a further file has a title of its own",
        ),
        ("## Repaired", "```sh\na\n```\n## Repaired", "16: wanted is one command, `configlang eval app.bzl OPTIONS`"),
        ("## Repaired", "```sh\nconfiglang eval app.bzl\n```\n## Repaired", "16: wanted is one command"),
        ("## Repaired", "```sh\nconfiglang eval app.bzl -D  a\n```\n## Repaired", "16: wanted is one command"),
        ("## Repaired", '```toml title="b.bzl"\na\n```\n## Repaired', "16: `b.bzl` is not in the language `toml`"),
        ("## Repaired", '```txt title="b.txt"\na\n```\n## Repaired', "16: `b.txt` is not in the language `txt`"),
        (
            "## Repaired",
            "```sh\nconfiglang eval app.bzl --full\n```\n" * 2 + "## Repaired",
            "16: a further file has a title of its own, and one command ends the section",
        ),
        (
            "## Repaired",
            '```starlark title="b.bzl"\na\n```\n' * 2 + "## Repaired",
            "19: a further file has a title of its own",
        ),
    ],
)
def test_any_other_form_is_refused_where_it_is_wrong(old: str, new: str, message: str) -> None:
    """Nothing on a page is passed over: whoever misspells a part of it hears of the page, the line and the part."""
    assert 1 == CONFIG.count(old)

    with pytest.raises(PageError) as caught:
        parse_page("thing.md", CONFIG.replace(old, new))

    assert str(caught.value).startswith(f"thing.md:{message}")


@pytest.mark.parametrize(
    "text",
    [
        COMMAND + "\n## Repaired\n\n```starlark\ninterpreter()\n```\n",
        COMMAND + "\n```sh\nconfiglang eval app.bzl --full\n```\n",
        COMMAND.replace("```sh", '```sh title="a.sh"'),
    ],
)
def test_commands_stand_alone(text: str) -> None:
    """Beside shell commands there is no config that could be repaired, loaded or given options."""
    with pytest.raises(PageError, match="an example in shell commands is one block without a title"):
        parse_page("thing.md", text)


def test_pages_are_read_by_their_code() -> None:
    """One page is the same alone as among all, which come sorted."""
    found = read_pages()

    assert sorted(found) == list(found)
    assert list(found) == [page.code for page in found.values()]
    assert found["timeout"] == read_page("timeout")


def test_page_with_line_ends_of_windows_is_read_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git may write a checkout so, and the texts of the examples are the same in it."""
    (tmp_path / "thing.md").write_bytes(CONFIG.replace("\n", "\r\n").encode())
    monkeypatch.setattr(pages, "_FOLDER", str(tmp_path))

    assert parse_page("thing.md", CONFIG) == read_page("thing")


def test_stray_file_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies among the pages and is none would ship with them, unread."""
    (tmp_path / "thing.md").write_text(CONFIG)
    (tmp_path / "thing.md.orig").write_text(CONFIG)
    monkeypatch.setattr(pages, "_FOLDER", str(tmp_path))

    with pytest.raises(PageError, match=r"thing\.md\.orig:1: a page is named by its code"):
        read_pages()
