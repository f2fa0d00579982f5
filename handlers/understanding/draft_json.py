"""A question taken apart, as JSON text, and back: what a conversation goes on from.

Every value is written by the type it is declared with, so that a draft which grows a field needs
nothing here. Reading is strict: what an older or foreign program wrote is refused.
"""

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from handlers.understanding.draft import Draft

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

_UNWRITTEN = {"left"}  # a question with words left over is not answered, and never gone on from
_KIND = "is"


def to_json(draft: Draft) -> str:
    """The draft as one line of ASCII; what is as it is by default is left out."""
    return json.dumps(_written(draft), separators=(",", ":"))


def from_json(text: str) -> Draft:
    """The draft that `to_json` wrote; raises ValueError for anything else."""
    try:
        found = json.loads(text)
        draft = _read(found, Draft)
    except (KeyError, TypeError, RecursionError, InvalidOperation, OverflowError) as error:
        raise ValueError("that is no question taken apart") from error
    if not isinstance(draft, Draft) or _written(draft) != found:
        raise ValueError("that is no question taken apart as it is written here")
    return draft


def _written(value: Any) -> Json:
    match value:
        case Enum():
            return str(value.value)
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case set() | frozenset():
            return sorted((_written(each) for each in value), key=str)
        case list() | tuple():
            return [_written(each) for each in value]
        case None | str() | bool() | int() | float():
            return value
    said = ((f.name, getattr(value, f.name)) for f in fields(value) if f.name not in _UNWRITTEN)
    usual = {f.name: _default(f) for f in fields(value)}
    kept = {name: _written(each) for name, each in said if each != usual[name]}
    return {_KIND: type(value).__name__, **kept}


def _default(found: Field[Any]) -> object:
    return found.default_factory() if found.default_factory is not MISSING else found.default


def _read(found: Any, type_: Any) -> Any:
    """The value of that type."""
    origin, inner = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return _read(found, _chosen(found, inner))
    if origin in (list, tuple, set):
        if not isinstance(found, list):
            raise ValueError("that is no list")
        return origin(_read(each, inner[0]) for each in found)
    if is_dataclass(type_):
        return _read_fields(found, type_)
    if isinstance(type_, type) and issubclass(type_, Enum | Decimal):
        return type_(found)
    if type_ in (date, datetime):
        return type_.fromisoformat(found)
    if type(found) is not type_ and not (type_ is float and type(found) is int):
        raise ValueError(f"{found!r} is no {type_}")
    return found


def _chosen(found: Any, options: tuple[Any, ...]) -> Any:
    """Which of several types a value is written as."""
    if found is None:
        return NoneType
    rest = [option for option in options if option is not NoneType]
    if isinstance(found, dict):
        rest = [option for option in rest if option.__name__ == found[_KIND]]
    if len(rest) != 1:
        raise ValueError("that could be several things, or none")
    return rest[0]


def _read_fields(found: Any, type_: Any) -> Any:
    if not isinstance(found, dict) or found[_KIND] != type_.__name__:
        raise ValueError(f"that is no {type_.__name__}")
    hints = _hints(type_)
    rest = {name: value for name, value in found.items() if name != _KIND}
    return type_(**{name: _read(value, hints[name]) for name, value in rest.items()})


@cache
def _hints(type_: type) -> dict[str, Any]:
    return get_type_hints(type_)
