"""
Classes of named values: declared as attrs has it, and made without importing it.

Importing attrs takes longer than starting Python does, and making a class costs it half a millisecond for methods that
it writes and compiles, of which a run of the command would need fifty. Here the methods are made once, for all classes.
What a declaration means is what attrs says: type checkers read it as attrs, and `attrs.fields`, `attrs.evolve`,
`attrs.asdict` and all that looks for ``__attrs_attrs__`` (made when it is asked for) take the classes for attrs's own.
A test holds the two beside each other.
"""

from __future__ import annotations

# As typing has it, which is slow to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from attrs import Attribute, Factory, define, evolve, field, fields, frozen
else:
    from configlang.light.attribute import Attribute, Factory, field
    from configlang.light.classes import define, evolve, fields, frozen

__all__ = ["Attribute", "Factory", "define", "evolve", "field", "fields", "frozen"]
