"""What a rulebook's atoms ask of a firm, as variables whose values can be tried one by one.

Enters: an atom of a tree of clauses. Leaves: the variables it reads: a fact by its path, a choice of a set
(`company.sectors#biopharma`), how many members a list has (`hires`), a fact of a member (`hires.degree`), an
approval, a benefit received. All members of a list that is tried are alike. A fact that the two rulebooks
derive by different tables is a variable (`=company.size`) whose values are the facts from which it follows.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, field

from eligib.engines.interpreter.compare import MIRRORED
from eligib.engines.interpreter.conditions import RECEIVED, compile_condition
from eligib.engines.interpreter.operands import compile_value, is_constant
from eligib.engines.interpreter.program import APPROVAL
from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.profile.model import Members, Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from eligib.changes.normal import Atom, Leaf
    from eligib.engines.interpreter.program import Interpreter
    from eligib.engines.interpreter.scope import Compiler
    from eligib.engines.protocol import Truth
    from eligib.language.vocabulary import Fact, Record
    from eligib.profile.model import Facts

Assignment: TypeAlias = dict[str, Any]
"""The values of variables; what is not in it is unknown."""
CHOICE = "#"
DERIVED = "="
_RECEIVED = f"{RECEIVED}:"


class Asked(Struct):
    """Everything that is asked of one variable, by either rulebook.

    Attributes:
        cuts: the values it is compared with.
        nodes: the places or industries asked about.
    """

    fact: Fact | None = None
    cuts: set[Any] = field(default_factory=set)
    nodes: dict[str, None] = field(default_factory=dict)
    choices: tuple[str, ...] | None = None


class Wanted(Struct, frozen=True, eq=False):
    """An atom of one rulebook that must hold (`holds`), or must not.

    Attributes:
        variables: what it reads; empty where it cannot be tried.
        exact: the values that are tried stand for all others.
    """

    atom: Atom
    leaf: Leaf
    compiler: Compiler
    each: Record | None
    holds: bool
    variables: frozenset[str]
    exact: bool
    derive: Callable[[Facts], Facts] | None = None

    def met(self, assignment: Assignment) -> bool:
        """Whether the firm of the assignment is as is wanted."""
        return (self.truth(assignment) is True) is self.holds

    def truth(self, assignment: Assignment) -> Truth:
        """Return the atom's truth for the firm."""
        if self.leaf.approval is not None:
            return assignment.get(f"{APPROVAL}{self.leaf.approval}")
        assert self.leaf.condition is not None  # noqa: S101 - an atom is a condition or an approval
        profile = firm(assignment)
        derived = {} if self.derive is None else self.derive(profile.facts)
        env: dict[str, Any] = {**profile.facts, **derived, **profile.lists, RECEIVED: profile.received}
        members = profile.lists.get(self.each.name) if self.each else None
        member = members.records[0] if members and members.records else {}
        found = compile_condition(self.leaf.condition, self.compiler)(env, member, {})
        return not found if self.atom.negated and found is not None else found


def firm(assignment: Assignment) -> Profile:
    """Return the firm of an assignment."""
    facts: dict[str, Any] = {}
    approvals: dict[str, bool] = {}
    received: set[str] | None = None
    sizes = {name: size for name, size in assignment.items() if "." not in name and ":" not in name}
    for name, value in assignment.items():
        if name.startswith(DERIVED):
            facts |= value
    members: dict[str, dict[str, Any]] = {name: {} for name in sizes}
    for name, value in assignment.items():
        if name.startswith(APPROVAL):
            approvals[name.removeprefix(APPROVAL)] = value
        elif name.startswith(_RECEIVED):
            received = (received or set()) | ({name.removeprefix(_RECEIVED)} if value else set())
        elif "." in name and not name.startswith(DERIVED):
            path, _, choice = name.partition(CHOICE)
            owner, _, short = path.partition(".")
            target, key = (members[owner], short) if owner in members else (facts, path)
            target[key] = target.get(key, frozenset()) | ({choice} if value else set()) if choice else value
    lists = {name: Members((members[name],) * size) for name, size in sizes.items()}
    return Profile(facts, lists, approvals, None if received is None else frozenset(received))


def wanted(
    atom: Atom,
    leaf: Leaf,
    interpreter: Interpreter,
    each: Record | None,
    *,
    holds: bool,
    tables: Iterable[str] = (),
) -> Wanted:
    """Return the atom as something to be tried; `tables` are the facts that differing tables derive."""
    names, exact = frozenset[str](), True
    if leaf.approval is not None:
        names = frozenset({f"{APPROVAL}{leaf.approval}"})
    elif leaf.condition is not None:
        names = frozenset(_variables(leaf.condition))
        exact = _is_exact(leaf.condition)
    by_table = names.intersection(tables)
    if not by_table:
        return Wanted(atom, leaf, interpreter.compiler, each, holds, names, exact)
    names = names - by_table | {f"{DERIVED}{name}" for name in by_table}
    return Wanted(
        atom, leaf, interpreter.compiler, each, holds, names, exact=False, derive=interpreter.derive
    )


def _variables(node: n.Condition | n.Value) -> Iterator[str]:
    for part in n.walk(node):
        if isinstance(part, n.FactRef):
            if part.scope is not n.Scope.RECORD:
                yield part.fact.owner
            if part.fact.kind is not Kind.CHOICES:
                yield part.fact.path
        elif isinstance(part, n.Has):
            yield f"{part.ref.fact.path}{CHOICE}{part.choice}"
        elif isinstance(part, n.Exists | n.Every | n.Count | n.Total):
            yield part.records.name
            if isinstance(part, n.Total):
                yield part.fact.path
        elif isinstance(part, n.BenefitIs) and part.state == "received":
            yield f"{_RECEIVED}{part.benefit}"


def _is_exact(node: n.Condition) -> bool:
    """Whether one value a stretch stands for all firms: one fact, no list, nothing that the day decides."""
    for part in n.walk(node):
        if isinstance(part, n.Exists | n.Every | n.Count | n.Total | n.AsOf):
            return False
        if isinstance(part, n.BenefitIs) and part.state == "eligible":
            return False
        if isinstance(part, n.Compare) and not (is_constant(part.left) or is_constant(part.right)):
            return False
        if isinstance(part, n.Arithmetic):
            return False
        if isinstance(part, n.FactRef) and part.fact.kind is Kind.CREDIT_CODE:
            return False
    return True


def collect(wants: Iterable[Wanted]) -> dict[str, Asked]:
    """Return what is asked of every variable."""
    found: dict[str, Asked] = {}
    for want in wants:
        for name in want.variables:
            found.setdefault(name, Asked())
        if want.leaf.condition is not None:
            _collect(want.leaf.condition, want.compiler, found)
    return found


def _collect(node: n.Condition, compiler: Compiler, found: dict[str, Asked]) -> None:
    for part in n.walk(node):
        if isinstance(part, n.FactRef | n.Total) and part.fact.path in found:
            found[part.fact.path].fact = part.fact
        elif isinstance(part, n.Within) and part.ref.fact.path in found:
            found[part.ref.fact.path].nodes[part.place] = None
        elif isinstance(part, n.Compare):
            _cut(part, compiler, found)


def _cut(node: n.Compare, compiler: Compiler, found: dict[str, Asked]) -> None:
    """Note what the one side is compared with, if the other is the same for every firm."""
    left, right = node.left, node.right
    if is_constant(left):
        node = n.Compare(MIRRORED[node.op], right, left)
        left, right = right, left
    if not is_constant(right) or is_constant(left):
        return
    cut, _ = compile_value(right, compiler)({}, {}, {})
    if cut is None:
        return
    for part in n.walk(left):
        name = part.fact.path if isinstance(part, n.FactRef | n.Total) else None
        if isinstance(part, n.Count):
            name = part.records.name
        if name in found and (isinstance(cut, str) or _comparable(part, cut)):
            found[name].cuts.add(cut)


def _comparable(part: n.Condition | n.Value, cut: object) -> bool:
    is_day = isinstance(part, n.FactRef) and part.fact.kind is Kind.DATE
    return is_day is not isinstance(cut, int | Decimal)
