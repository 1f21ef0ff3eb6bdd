"""What a rulebook asks its checks to keep quiet about, and why.

Enters: the files as parsed. Leaves: a `Silence` for each member of a `silence:` list, in the entry or file
that holds it; and a diagnostic for every one that gives no reason, names no check or silences nothing.

    silence:
      - {check: unused-fact, reason: {zh: 用来认出企业, en: it identifies the firm}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.diagnostics import Diagnostic, Severity
from eligib.language.faults import nearest
from eligib.lint.nodes import Place, end_of, start_of
from eligib.messages import say
from eligib.rulebook.fields import SILENCE, Fields
from eligib.yamltree import Mapping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from eligib.diagnostics import Span
    from eligib.rulebook.parsed import ParsedFile
    from eligib.yamltree import Node, Scalar


class Silence(Struct, eq=False):
    """From `start` to `end` of a file the check is quiet; `used` once it had something to say there."""

    check: str
    span: Span
    start: Place
    end: Place
    used: bool = False

    def covers(self, finding: Diagnostic) -> bool:
        """Return whether this silences `finding`, and remember it."""
        where = finding.where
        if where is None or finding.code != self.check or where.source is not self.span.source:
            return False
        self.used |= self.start <= (where.line, where.column) < self.end
        return self.start <= (where.line, where.column) < self.end


def read_silences(
    files: Iterable[ParsedFile], known: Collection[str]
) -> tuple[list[Silence], list[Diagnostic]]:
    """Return every silence in `files` of a `known` check, and what is wrong with them."""
    faults: list[Diagnostic] = []
    found: list[Silence] = []
    for file in files:
        # to walk a tree takes longer than to see that there is nothing in it
        if SILENCE in file.tree.span.source.text:
            for key, holder in _holders(None, file.tree):
                found += _silences(key, holder, known, faults)
    return found, faults


def idle(silences: Iterable[Silence], ran: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each silence of a check that ran and found nothing to be silent about."""
    for silence in silences:
        if silence.check in ran and not silence.used:
            message = say("`{check}` has nothing to say here, so this silences nothing", check=silence.check)
            hint = say("delete it")
            yield Diagnostic("silence-idle", message, silence.span, hint=hint, severity=Severity.WARNING)


def _holders(key: Scalar | None, node: Node) -> Iterator[tuple[Scalar | None, Mapping]]:
    """Yield every mapping with silences, and the key under which it stands."""
    if not isinstance(node, Mapping):
        return
    if SILENCE in node.items:
        yield key, node
    for name, child in node.items.items():
        yield from _holders(node.keys[name], child)


def _silences(
    key: Scalar | None, holder: Mapping, known: Collection[str], faults: list[Diagnostic]
) -> Iterator[Silence]:
    start = (1, 1) if key is None else start_of(key)
    end = end_of(holder)
    for node in Fields(holder, []).items(SILENCE):
        fields = Fields(node, faults)
        check, reason = fields.scalar("check"), fields.label("reason")
        fields.need("check")
        fields.done()
        if reason is None or not (reason.zh and reason.en):
            hint = say("`reason: {{zh: ..., en: ...}}` tells the next reader why the check is wrong here")
            fields.fault("silence-unexplained", say("a silence needs its reason"), hint=hint)
        if check is not None and check.text not in known:
            meant = nearest(check.text, known)
            fields.fault(
                "unknown-check", say("unknown check `{name}`", name=check.text), check.span, meant=meant
            )
        elif check is not None:
            yield Silence(check.text, node.span, start, end)
