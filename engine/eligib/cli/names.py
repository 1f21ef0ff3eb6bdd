"""Names given on the command line: by key, by Chinese or English label, or with a word on what was meant."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from eligib.cli.usage import UsageFault
from eligib.language.faults import nearest
from eligib.messages import say
from eligib.profile.names import all_named, meant_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eligib.messages import Label
    from eligib.rulebook.model import Benefit

_FEW = 20
_NO_OTHERS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def key_of(
    option: str, text: str, labels: dict[str, Label], also: Mapping[str, tuple[str, ...]] = _NO_OTHERS
) -> str:
    """Return the key that `text` names, itself or by a label or another name that no other key has.

    Raises:
        UsageFault: there is none; the sentence names the closest one, or all where they are few.
    """
    keys = all_named(text, labels, also)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise _several(option, text, keys)
    raise _unknown(option, text, meant_name(text, labels, also), tuple(labels))


def benefit_of(option: str, text: str, benefits: Mapping[str, Benefit]) -> Benefit:
    """Return the benefit whose id is `text`, or ends in `/text` where only one does.

    Raises:
        UsageFault: there is none, or more than one.
    """
    name = text.strip()
    if name in benefits:
        return benefits[name]
    bare: dict[str, list[str]] = {}
    for key in benefits:
        bare.setdefault(key.rpartition("/")[2], []).append(key)
    keys = bare.get(name, [])
    if len(keys) == 1:
        return benefits[keys[0]]
    if keys:
        raise _several(option, text, keys)
    close = nearest(name, [*benefits, *bare])
    raise _unknown(option, text, close if close not in bare else bare[close][0], tuple(benefits))


def _several(option: str, text: str, keys: list[str]) -> UsageFault:
    names = tuple(keys)
    return UsageFault(say("`{option}`: `{got}` may be any of {names}", option=option, got=text, names=names))


def _unknown(option: str, text: str, meant: str | None, names: tuple[str, ...]) -> UsageFault:
    if meant is not None:
        return UsageFault(
            say("`{option}`: unknown `{got}`; did you mean `{meant}`?", option=option, got=text, meant=meant)
        )
    if len(names) <= _FEW:
        return UsageFault(
            say("`{option}`: `{got}` is not one of {names}", option=option, got=text, names=names)
        )
    return UsageFault(say("`{option}`: there is no `{got}`", option=option, got=text))
