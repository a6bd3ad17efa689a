"""The JSON Schema of ``configlang.toml``, and the page about it, from the tables of its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from configlang.findings.catalogue import CATALOGUE
from configlang.findings.finding import Severity
from configlang.findings.links import SITE
from configlang.outputs.table import FORMATS
from configlang.project.keys import CHECK, CONFIG, LIMITS, MATRIX, TOP, Key
from configlang.project.limits import Limits

_TEXTS = {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True}
_VALUE = {"type": ["string", "boolean", "integer"]}


def _codes() -> dict[str, Any]:
    names = [code for code, known in CATALOGUE.items() if known.severity is not Severity.ERROR]
    return {"type": "array", "items": {"enum": names}}


def _shapes() -> dict[str, dict[str, Any]]:
    """Return what a value of each kind looks like."""
    return {
        "text": {"type": "string"},
        "texts": _TEXTS,
        "flag": {"type": "boolean"},
        "number": {"type": "number", "exclusiveMinimum": 0},
        "count": {"type": "integer", "exclusiveMinimum": 0},
        "codes": _codes(),
        "codes_by_path": {"type": "object", "additionalProperties": _codes()},
        "values": {"type": "object", "additionalProperties": _VALUE},
        "lists": {"type": "object", "additionalProperties": {"type": "array", "items": _VALUE, "minItems": 1}},
        "outputs": {
            "oneOf": [
                {"type": "array", "items": {"enum": [*FORMATS]}},
                {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in FORMATS},
                    "additionalProperties": False,
                },
            ]
        },
        "matrix": _table(MATRIX),
    }


def _table(keys: Mapping[str, Key], docs: Mapping[str, str] | None = None) -> dict[str, Any]:
    shapes = _shapes() if keys is not MATRIX else {"texts": _TEXTS, "lists": _lists()}
    known = docs or {}
    return {
        "type": "object",
        "properties": {
            name: {**shapes[key.kind], "description": known.get(name, key.doc).replace("`", "")}
            for name, key in keys.items()
        },
        "additionalProperties": False,
    }


def _lists() -> dict[str, Any]:
    return {"type": "object", "additionalProperties": {"type": "array", "items": _VALUE, "minItems": 1}}


def limit_docs() -> dict[str, str]:
    """Return what each limit means, as its class says it."""
    found = re.findall(r"^ +(\w+): (.+(?:\n {12,}.+)*)", Limits.__doc__ or "", re.MULTILINE)
    docs = {name: re.sub(r"\s+", " ", text).rstrip(".") for name, text in found}
    return {name: docs[name] for name in LIMITS}


def project_schema() -> str:
    """Return the JSON Schema."""
    top = _table(TOP)["properties"]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{SITE}reference/configlang.schema.json",
        "title": "configlang.toml",
        "description": "What a project makes of which configs, and within which limits",
        "type": "object",
        "properties": {
            **top,
            "config": {
                "type": "array",
                "items": {**_table(CONFIG), "required": ["file"]},
                "description": "A config, with what is made of it",
            },
            "check": {**_table(CHECK), "description": "Which findings are told, and which fail"},
            "limits": {**_table(LIMITS, limit_docs()), "description": "What an evaluation may use"},
        },
        "additionalProperties": False,
    }
    return json.dumps(schema, indent=2) + "\n"


def keys_tables() -> dict[str, str]:
    """Return the tables of the page, by the name of the table in the file."""
    return {
        "": _rows(TOP),
        "config": _rows(CONFIG),
        "matrix": _rows(MATRIX),
        "check": _rows(CHECK),
    }


def _rows(keys: Mapping[str, Key]) -> str:
    lines = ["| key | what it says | as in |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {key.doc} | {f'`{key.example}`' if key.example else ''} |" for name, key in keys.items()]
    return "\n".join(lines)


def filled(text: str) -> str:
    """Return the page with its tables as they are now: between ``<!-- keys NAME -->`` and ``<!-- end -->``."""
    tables = keys_tables()

    def fill(found: re.Match[str]) -> str:
        return f"{found[1]}\n{tables[found[2]]}\n\n"

    return re.sub(r"(<!-- keys (\w*) ?-->\n).*?(?=^<!-- end -->$)", fill, text, flags=re.DOTALL | re.MULTILINE)
