"""A step of a start, and what several of them ask of a config."""

from __future__ import annotations

from configlang.check.rule import View
from configlang.light.typed import NamedTuple
from configlang.why.scene import Link, Scene

MOST = 30
"""Settings that a step names; the others are counted."""


class Step(NamedTuple):
    """
    One thing that is done.

    Attributes:
        text: What.
        links: The settings that it comes from, with their places.
        more: How many settings are not among them.
    """

    text: str
    links: tuple[Link, ...] = ()
    more: int = 0


def fields(scene: Scene, *names: str) -> tuple[Link, ...]:
    """Return the places of fields of ``interpreter()``."""
    return scene.links([f"interpreter.{name}" for name in names])


def reads_environment(view: View) -> bool:
    """Tell whether ``PYTHON*`` variables have a say."""
    return view.is_on("use_environment") and not view.is_isolated


def extends(scene: Scene) -> bool:
    """Tell whether paths of the config stand around those that CPython computes."""
    importer = scene.newest.config.filesystem_importer
    return importer is not None and importer.mode != "replace" and bool(importer.paths)


def sentence(text: str, when: str) -> str:
    """Return what is done with the versions that it is done on; an empty text for all of them."""
    return f"{text}, {when}" if when else text
