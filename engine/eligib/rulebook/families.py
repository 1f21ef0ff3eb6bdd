"""How benefits combine: families that a source lets stand together, or of which one may be had.

Enters: `rules/<zone>/families.yaml` and the benefits, which name the family that they belong to. Leaves:
`Family`s by id, each with its members, benefits or other families.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from eligib.diagnostics import Diagnostic
from eligib.language.faults import nearest
from eligib.language.literals import quantity
from eligib.language.vocabulary import Kind
from eligib.messages import say
from eligib.rulebook.clauses import read_citation, read_cited_source
from eligib.rulebook.model import Family, Membership

if TYPE_CHECKING:
    from eligib.diagnostics import Span
    from eligib.rulebook.fields import Fields
    from eligib.rulebook.model import Benefit, Source
    from eligib.yamltree import Scalar

FAMILIES = "families"
_COMBINE: dict[str, Literal["all", "best_one", "capped"]] = {
    "all": "all",
    "best_one": "best_one",
    "capped": "capped",
}


class Declared(Struct, frozen=True):
    """A family as its file declares it: the family that it belongs to itself, and where that is written."""

    family: Family
    within: Membership | None
    span: Span


def read_families(file: Fields, sources: dict[str, Source]) -> list[Declared]:
    """Return the families of one zone's file."""
    zone, source = file.text("zone"), read_cited_source(file, sources)
    for key in ("zone", "families"):
        file.need(key)
    children = file.children("families")
    file.done(may_be_silenced=True)
    if source is None or zone is None:
        return []
    read = (_family(zone, name, fields, source) for name, fields in children)
    return [declared for declared in read if declared is not None]


def _family(zone: str, name: Scalar, fields: Fields, source: Source) -> Declared | None:
    for key in ("title", "combine", "cite"):
        fields.need(key)
    title, cite = fields.label("title"), fields.fields("cite")
    citation = None if cite is None else read_citation(cite, source)
    combine = _COMBINE.get(fields.one_of("combine", _COMBINE) or "")
    assumed = fields.one_of("basis", ("stated", "assumed")) == "assumed"
    within, cap = read_membership(fields), _cap(fields)
    if (combine == "capped") != (cap is not None):
        fields.fault("wrong-value", say("`sum` stands beside `combine: capped`, and only there"))
    fields.done(may_be_silenced=True)
    if title is None or citation is None or combine is None:
        return None
    family = Family(f"{zone}/{name.text}", title, combine, cap, (), citation, assumed)
    return Declared(family, within, name.span)


def read_membership(fields: Fields) -> Membership | None:
    """Return the family that a benefit or family names as its own, None where it names none."""
    node = fields.scalar("family")
    return None if node is None else Membership(node.text, node.span)


def _cap(fields: Fields) -> int | None:
    node = fields.scalar("sum")
    literal = None if node is None else fields.value(node, quantity)
    if literal is None or node is None:
        return None
    if literal.kind is not Kind.MONEY or not isinstance(literal.value, int):
        fields.fault("type-mismatch", say("`{text}` is not money", text=node.text), node.span)
        return None
    return literal.value


def link_families(
    declared: list[Declared], benefits: dict[str, Benefit], faults: list[Diagnostic]
) -> dict[str, Family]:
    """Return the families with their members, those that others contain first."""
    known = {one.family.id: one for one in declared}
    members: dict[str, list[str]] = {name: [] for name in known}
    wanted = [(benefit.id, benefit.zone, benefit.family) for benefit in benefits.values()]
    wanted += [(one.family.id, one.family.id.partition("/")[0], one.within) for one in declared]
    for member, zone, node in wanted:
        if node is None:
            continue
        name = node.name if "/" in node.name else f"{zone}/{node.name}"
        if name in members:
            members[name].append(member)
            continue
        message = say("unknown family `{name}`", name=node.name)
        faults.append(Diagnostic("unknown-family", message, node.span, meant=nearest(name, known)))
    return _ordered(known, members, faults)


def _ordered(
    known: dict[str, Declared], members: dict[str, list[str]], faults: list[Diagnostic]
) -> dict[str, Family]:
    for name, one in known.items():
        count = len(members[name])
        if count <= 1:
            message = say("a family has at least two members, `{name}` has {n}", name=name, n=count)
            faults.append(Diagnostic("small-family", message, one.span))
    inner = {name: [member for member in found if member in known] for name, found in members.items()}
    try:
        order = list(TopologicalSorter(inner).static_order())
    except CycleError as error:
        message = say("families contain each other in a circle: {ring}", ring=" → ".join(error.args[1]))
        faults.append(Diagnostic("family-cycle", message, known[error.args[1][0]].span))
        return {}
    return {name: replace(known[name].family, members=tuple(members[name])) for name in order}
