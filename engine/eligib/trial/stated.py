"""What an example states, read with the care of a profile.

Enters: the YAML of an example and the rulebook it stands in. Leaves: the firm, the day and what must come
out, or a diagnostic at its line for every key, name and figure that does not stand as it should.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.decide.outcome import Flag, Outcome
from eligib.engines.interpreter.conditions import RECEIVED
from eligib.language.faults import nearest
from eligib.language.literals import measured, quantity
from eligib.language.vocabulary import Kind
from eligib.messages import say
from eligib.profile.derive import derivers
from eligib.profile.read import ProfileReader
from eligib.rulebook.benefits import PAYEES
from eligib.rulebook.fields import Fields
from eligib.trial.notation import KINDS, OPEN
from eligib.yamltree import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from eligib.diagnostics import Diagnostic
    from eligib.language.nodes import Literal
    from eligib.messages import Text
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Benefit, Example, Rulebook
    from eligib.yamltree import Node

FORMS = ("rate", "principal", "area", "extension", "may_exceed", "unstated")
"""The parts of a value that are listed, never added."""
_ENDS = 2


class Bounds(Struct, frozen=True):
    """From where to where a figure runs; None is open."""

    lower: int | Decimal | None
    upper: int | Decimal | None


class Listed(Struct, frozen=True):
    """One part that is listed, with the months for which floor space is had; `days` where it is in days."""

    form: str
    bounds: Bounds | None = None
    months: int | None = None
    days: bool = False


class Stated(Struct, frozen=True):
    """What an example states; what is None it leaves open. The flags are always all of them."""

    profile: Profile
    as_of: date
    outcome: Outcome
    flags: frozenset[Flag]
    value: Bounds | None = None
    listed: tuple[Listed, ...] | None = None
    needs: frozenset[str] | None = None
    pending: frozenset[str] | None = None
    paid_to: frozenset[str] | None = None
    family: str | None = None


class StatedReader:
    """Reads the examples of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._readers: dict[date, ProfileReader] = {}

    def read(self, benefit: Benefit, example: Example, faults: list[Diagnostic]) -> Stated | None:
        """Return what the example states, None where that cannot be told; `faults` says why."""
        found: list[Diagnostic] = []
        then = Fields(example.then, found)
        day = then.date("as_of") or benefit.cite.source.latest
        outcome = then.one_of("outcome", [one.value for one in Outcome])
        then.need("outcome")
        values = _Values(self.rulebook, then)
        flags = values.names("flags", [flag.value for flag in Flag]) or frozenset()
        stated = {
            "value": values.value(),
            "listed": values.listed(),
            "needs": values.needs(),
            "pending": values.names("pending", self.rulebook.vocabulary.approvals),
            "paid_to": values.names("paid_to", PAYEES),
            "family": then.text("family"),
        }
        then.done()
        if not example.because:
            then.fault("missing-key", say("`{key}` is missing", key="because"), example.span)
        profile = self._reader(day).read_node(example.given, found, benefit.id)
        faults += found
        if found or outcome is None:
            return None
        return Stated(profile, day, Outcome(outcome), frozenset(map(Flag, flags)), **stated)  # type: ignore[arg-type]

    def _reader(self, day: date) -> ProfileReader:
        if day not in self._readers:
            rulebook = self.rulebook
            found = derivers(rulebook.derived, rulebook.vocabulary, day)
            self._readers[day] = ProfileReader(rulebook, found.values())
        return self._readers[day]


class _Values(Struct, frozen=True):
    """Reads the keys of `then` that hold more than one word."""

    rulebook: Rulebook
    then: Fields

    def names(self, key: str, known: Iterable[str]) -> frozenset[str] | None:
        """Return the names under `key`, each one of `known`."""
        if key not in self.then.node.items:
            self.then.get(key)
            return None
        names = tuple(known)
        found = [node for node in self.then.items(key) if self._known(key, node, names)]
        return frozenset(node.text for node in found if isinstance(node, Scalar))

    def needs(self) -> frozenset[str] | None:
        """Return the facts and lists under `needs`."""
        records = self.rulebook.vocabulary.records
        facts = [fact.path for record in records.values() for fact in record.facts.values()]
        return self.names(
            "needs", [*facts, *(name for name, one in records.items() if one.is_list), RECEIVED]
        )

    def value(self) -> Bounds | None:
        """Return the pair of sums under `value`."""
        node = self.then.get("value")
        return None if node is None else self._bounds(node, Kind.MONEY)

    def listed(self) -> tuple[Listed, ...] | None:
        """Return the parts under `listed`."""
        if "listed" not in self.then.node.items:
            self.then.get("listed")
            return None
        found = [self._listed(node) for node in self.then.items("listed")]
        return tuple(part for part in found if part is not None)

    def _listed(self, node: Node) -> Listed | None:
        if isinstance(node, Scalar):
            return Listed(node.text) if self._known("listed", node, ("unstated",)) else None
        fields = Fields(node, self.then.faults)
        found: Listed | None = None
        for form in FORMS[:-1]:
            ends = fields.get(form)
            if ends is not None:
                bounds = self._bounds(ends, KINDS.get(form))
                found = (
                    None
                    if bounds is None
                    else Listed(form, bounds, self._months(fields), days=_in_days(ends))
                )
        fields.get("for")
        fields.done()
        return found

    def _months(self, fields: Fields) -> int | None:
        node = fields.scalar("for")
        months = None if node is None else self._figure(node, Kind.MONTHS)
        return None if months is None else int(months)

    def _bounds(self, node: Node, kind: Kind | None) -> Bounds | None:
        ends = node.items if isinstance(node, Sequence) else [node, node]
        if len(ends) != _ENDS:
            self.then.fault("wrong-value", say("a range has two ends"), node.span)
            return None
        before = len(self.then.faults)
        lower, upper = (self._end(end, kind) for end in ends)
        return Bounds(lower, upper) if len(self.then.faults) == before else None

    def _end(self, node: Node, kind: Kind | None) -> int | Decimal | None:
        if not isinstance(node, Scalar):
            self.then.fault("wrong-shape", say("one figure is expected here"), node.span)
            return None
        return None if node.text == OPEN else self._figure(node, kind)

    def _figure(self, node: Scalar, kind: Kind | None) -> int | Decimal | None:
        literal = self.then.value(node, _literal)
        if literal is None:
            return None
        kinds = {Kind.MONTHS, Kind.DAYS} if kind is None else {kind}
        if literal.kind not in kinds or not isinstance(literal.value, int | Decimal):
            self.then.fault("unit-missing", say("`{got}` lacks the unit", got=node.text), node.span)
            return None
        return literal.value

    def _known(self, key: str, node: Node, names: tuple[str, ...]) -> bool:
        got = node.text if isinstance(node, Scalar) else ""
        if got in names:
            return True
        meant = nearest(got, names)
        message: Text = say("`{got}` is no `{key}`", got=got, key=key)
        expected = (
            None if meant else say("one of {names}", names=names) if len(names) <= len(PAYEES) else None
        )
        self.then.fault("unknown-choice", message, node.span, meant=meant, expected=expected)
        return False


def _in_days(node: Node) -> bool:
    ends = node.items if isinstance(node, Sequence) else [node]
    return any(isinstance(end, Scalar) and end.text.rpartition(" ")[2] in {"day", "days"} for end in ends)


def _literal(text: str) -> Literal:
    digits, _, unit = text.partition(" ")
    return measured(digits, unit.strip()) if unit else quantity(text)
