"""An approval whose name does not begin with the zone that it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.language.faults import nearest
from eligib.lint.check import Check
from eligib.lint.declared import declared
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "id-not-path"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each approval outside every zone; the ids of benefits and families are their paths anyway."""
    zones = {file.folder for file in context.zones()}
    for key, _entry in declared(context, "approvals"):
        zone, slash, _name = key.text.partition("/")
        if not slash or zone not in zones:
            message = say("`{name}` begins with no zone that has rules", name=key.text)
            hint = say("an approval is named `zone/name`, as the benefit that asks for it")
            yield Diagnostic(CODE, message, key.span, hint=hint, meant=_meant(key.text, zones))


def _meant(name: str, zones: set[str]) -> str | None:
    zone, slash, own = name.partition("/")
    close = nearest(zone, zones) if slash else None
    return None if close is None else f"{close}/{own}"


CHECK = Check(CODE, Severity.WARNING, say("an id that is not its path"), run, whole=False)
