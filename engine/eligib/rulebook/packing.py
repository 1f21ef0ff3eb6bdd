"""Our own frozen data as bytes, and back; what was one object comes back as one object.

Enters: a `Struct` of ours with everything it holds. Leaves: msgpack: the plain values, then the objects made
of them, lowest first, those of one class and size together, each field a column of places in the list so
far. So one call of `map` makes all objects of a class, and bytes from a stranger can name no more than our
own data classes: nothing in them is code, nor becomes it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, msgpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Omitted: TypeAlias = Mapping[tuple[type[Struct], str], object]

_Plain: TypeAlias = str | int | bool | None
_Group: TypeAlias = tuple[str, int, list[list[int]]]
"""The name of a class, how many objects of it, and their fields."""

_PLAIN = frozenset({str, int, bool, type(None)})
_LARGE = 2**63
_HOMES = ("eligib.diagnostics", "eligib.language.", "eligib.messages", "eligib.rulebook.")


def pack(root: Struct, omitted: Omitted) -> bytes:
    """Return `root` and all it holds as bytes; a field in `omitted` has the value that it has there.

    Raises:
        TypeError: it holds something that is neither plain nor a data class of ours.
    """
    packer = _Packer(omitted)
    packer.node(root)
    return packer.packed()


def unpack(packed: bytes) -> object:
    """Return what `pack` was given; any exception means that the bytes are not from there."""
    known, groups = msgpack.decode(packed, type=tuple[list[_Plain], list[_Group]])
    made: list[Any] = list(known)
    for name, count, columns in groups:
        make = _MAKERS.get(name) or _maker(name)
        made += (
            map(make, *(map(made.__getitem__, column) for column in columns))
            if columns
            else (make() for _ in range(count))
        )
    return made[-1]


class _Node(Struct, eq=False):
    """A value on its way into the bytes; `index` is its place there, known once all are in order."""

    name: str
    parts: list[_Node]
    height: int
    index: int = 0

    def group(self) -> tuple[int, str, int]:
        """What the objects that are made by one call have in common."""
        return self.height, self.name, len(self.parts)


class _Packer:
    def __init__(self, omitted: Omitted) -> None:
        self._omitted = omitted
        self._plain: dict[tuple[type, object], _Node] = {}
        self._seen: dict[int, tuple[object, _Node]] = {}
        self._names: dict[type, str] = {}

    def node(self, value: object) -> _Node:
        """Return the node of `value`; the same object gives the same node."""
        kind = type(value)
        if kind in _PLAIN and not (isinstance(value, int) and abs(value) >= _LARGE):
            plain = self._plain.get((kind, value))
            if plain is None:
                plain = self._plain[kind, value] = _Node("", [], 0)
            return plain
        if id(value) not in self._seen:
            name = self._names.get(kind) or self._names.setdefault(kind, _name(kind))
            parts = [self.node(part) for part in self._parts(value)]
            height = 1 + max((part.height for part in parts), default=0)
            # with the object itself, so that no other can come by its id
            self._seen[id(value)] = value, _Node(name, parts, height)
        return self._seen[id(value)][1]

    def packed(self) -> bytes:
        """Return all that was seen, the highest last."""
        made = sorted((node for _, node in self._seen.values()), key=_Node.group)
        for index, node in enumerate([*self._plain.values(), *made]):
            node.index = index
        return msgpack.encode(([value for _, value in self._plain], list(_groups(made))))

    def _parts(self, value: object) -> Iterable[object]:
        match value:
            case Struct():
                return [self._field(value, name) for name in value.__struct_fields__]
            case Enum():
                return [value.value]
            case dict():
                return [part for pair in value.items() for part in pair]
            case tuple() | list() | frozenset():
                return value
            case date():
                return value.year, value.month, value.day
            case _:
                return [str(value)]

    def _field(self, value: Struct, name: str) -> object:
        key = (type(value), name)
        return self._omitted[key] if key in self._omitted else getattr(value, name)


def _groups(nodes: list[_Node]) -> Iterator[_Group]:
    for (_, name, _), same in groupby(nodes, _Node.group):
        rows = [[part.index for part in node.parts] for node in same]
        yield name, len(rows), [list(column) for column in zip(*rows, strict=True)]


def _name(kind: type) -> str:
    name = kind.__name__ if kind.__module__ in _BUILT_IN else f"{kind.__module__}:{kind.__name__}"
    if name not in _MAKERS:
        _class(name)
    return name


def _class(name: str) -> type:
    """Return the data class of that name, which is one of ours.

    Raises:
        TypeError: it is none.
    """
    module, _, own = name.partition(":")
    kind = getattr(import_module(module), own, None) if module.startswith(_HOMES) else None
    if not (isinstance(kind, type) and issubclass(kind, Struct | Enum) and kind.__module__ == module):
        message = f"`{name}` is no data class of the rulebook"
        raise TypeError(message)
    return kind


def _maker(name: str) -> Callable[..., object]:
    kind = _class(name)
    if issubclass(kind, Struct) and kind.__match_args__ != kind.__struct_fields__:
        fields = kind.__struct_fields__
        return lambda *parts: kind(**dict(zip(fields, parts, strict=True)))
    return kind


def _tuple(*parts: object) -> tuple[object, ...]:
    return parts


def _list(*parts: object) -> list[object]:
    return list(parts)


def _frozenset(*parts: object) -> frozenset[object]:
    return frozenset(parts)


def _dict(*parts: object) -> dict[object, object]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_BUILT_IN = frozenset({"builtins", "datetime", "decimal"})
_MAKERS: dict[str, Callable[..., object]] = {
    "tuple": _tuple,
    "list": _list,
    "frozenset": _frozenset,
    "dict": _dict,
    "int": int,
    "date": date,
    "Decimal": Decimal,
}
