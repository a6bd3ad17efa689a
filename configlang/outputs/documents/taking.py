"""Taking a JSON document apart: members and elements, and what is wrong with them, with places."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from configlang.findings.suggest import did_you_mean
from configlang.light.typed import Any
from configlang.outputs.documents.tree import Node, Place
from configlang.schema.texts import HostPart

_MAX_TOLD = 20
"""Unknown keys that are told one by one; they are the same mistake."""
_MAX_KEY = 60


class Taking:
    """
    Takes values apart.

    Attributes:
        wrong: What is wrong: a message, its place, and a hint.
    """

    def __init__(self) -> None:
        """Take nothing yet."""
        self.wrong: list[tuple[str, Place, str | None]] = []

    def members(self, node: Node | None, what: str, known: Collection[str]) -> dict[str, Node]:
        """Return the members of an object; one that has no other keys than those that are known."""
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self.say(f"{what} should be an object", node.place)
            return {}
        unknown = [(key, each) for key, each in node.value.items() if key not in known]
        for key, each in unknown[:_MAX_TOLD]:
            shown = key if len(key) <= _MAX_KEY else key[: _MAX_KEY - 3] + "..."
            self.say(f"{what} has no key `{shown}`", each.key or each.place, did_you_mean(key, known))
        if len(unknown) > _MAX_TOLD:
            rest = unknown[_MAX_TOLD][1]
            self.say(f"there are {len(unknown) - _MAX_TOLD} further keys that mean nothing", rest.key or rest.place)
        return {key: each for key, each in node.value.items() if key in known}

    def rows(self, members: Mapping[str, Node], key: str, *, is_single: bool = False) -> list[Node]:
        """Return the elements of a list, or an object as the only one."""
        node = members.get(key)
        if node is None or node.value is None:
            return []
        return [node] if is_single else self.list_of(node, "objects")

    def list_of(self, node: Node, what: str) -> list[Node]:
        """Return the elements of a list."""
        if isinstance(node.value, list):
            return node.value
        self.say(f"here should stand a list of {what}", node.place)
        return []

    def plain(self, node: Node) -> Any:  # noqa: ANN401 - a scalar, or a list of scalars
        """Return a scalar, or a list of scalars; that they are right, the rules see to."""
        if isinstance(node.value, list):
            return [self.plain(each) for each in node.value]
        if isinstance(node.value, dict):
            self.say("here should stand no object", node.place)
            return None
        return node.value

    def say(self, message: str, place: Place, hint: str | None = None) -> None:
        """Note something that is wrong."""
        self.wrong.append((message, place, hint))

    def os_strings(self, node: Node) -> list[str]:
        """Return texts that are written in serde's form of an OsString."""
        return [self._os_string(each) for each in self.list_of(node, "OS strings")]

    def _os_string(self, node: Node) -> str:
        units = node.value
        if isinstance(units, dict) and len(units) == 1:
            ((system, listed),) = units.items()
            numbers = [each.value for each in listed.value] if isinstance(listed.value, list) else None
            size = {"Unix": 1, "Windows": 2}.get(system, 0)
            try:
                data = b"".join(number.to_bytes(size, "little") for number in numbers or ())
                if numbers is not None and size:
                    return data.decode("utf-8" if size == 1 else "utf-16-le")
            except (AttributeError, OverflowError, UnicodeDecodeError):
                pass
        self.say('here should stand a text as serde has it, as in {"Unix": [97]}', node.place)
        return ""

    def text(self, node: Node) -> str:
        """Return a text, or a value of the host that stands for a number or a list, in its written form."""
        pieces = node.value if isinstance(node.value, list) else [node]
        written = ""
        for each in pieces:
            host = each.value.get("host") if isinstance(each.value, dict) and len(each.value) == 1 else None
            if host is not None and isinstance(host.value, str):
                written += HostPart(host.value).written
            elif isinstance(each.value, str):
                written += each.value
            else:
                self.say('here should stand a text, or {"host": NAME}', each.place)
        return written
