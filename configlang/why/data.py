"""What is told of fields as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from configlang.findings.codec import span_to_data
from configlang.why.told import Told


def to_json(fields: Sequence[Told], *, is_one: bool) -> str:
    """Return the JSON of all fields; of one alone it is an object of its own."""
    data = [_data(field) for field in fields]
    return json.dumps(data[0] if is_one else {"fields": data}, indent=2) + "\n"


def _data(field: Told) -> dict[str, object]:
    values = []
    for value, _, origin in field.held:
        one: dict[str, object] = {
            "value": value.text,
            "source": value.source.value,
            "versions": [*map(str, value.versions)],
        }
        if field.is_varying and origin is not None:
            one["set_at"] = span_to_data(origin.span())
        values.append(one)
    data: dict[str, object] = {"field": field.name, "values": values}
    # Of a config that goes by the version, where the newest version that it is set for has it.
    origin = next((each.origin for each in reversed(field.held) if each.origin is not None), None)
    if origin is not None:
        data["set_at"] = span_to_data(origin.span())
    data["overruled_by"] = [
        {
            "code": each.overruling.code,
            "message": each.overruling.message,
            "versions": [*map(str, each.overruling.versions)],
            "settings": list(each.overruling.paths),
        }
        for each in field.hindrances
    ]
    return data
