"""What people are called beside the name that the CRM has of them: Bob for Robert, and back."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from crm.names.spelling import folded

_NONE: tuple[str, ...] = ()


def also_called(name: str) -> tuple[str, ...]:
    """The other first names of people who are called so; none for most words."""
    return _others().get(folded(name), _NONE)


@cache
def _others() -> Mapping[str, tuple[str, ...]]:
    text = files("handlers.understanding.words").joinpath("nicknames.toml").read_text("utf-8")
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for line in tomllib.loads(text)["same"]:
        names = [name.strip() for name in line.split(",")]
        for name in names:
            found[name].update(dict.fromkeys(other for other in names if other != name))
    return {name: tuple(others) for name, others in found.items()}
