"""The durable engine: a rulebook decided by forward chaining in a child process.

Enters: the linked rulebook and `as_of`; then profiles. Leaves: the same truths as the interpreter's, by
another way: leaves become literals, every tree and clause a pair of durable rules. A benefit that others
ask about is decided first, and its outcome is asserted for them as a derived fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.engines.durable_derived import DerivedFormulas
from eligib.engines.interpreter.program import assert_outcome, rows
from eligib.engines.interpreter.scope import fold
from eligib.engines.literals import Literals, truth_of
from eligib.engines.protocol import Evaluation, Truth, Truths
from eligib.profile.model import Candidates
from eligib.rulebook import model as m
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from datetime import date

    from eligib.engines.durable import DurableChild
    from eligib.engines.formula import Formula, State
    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.program import Interpreter
    from eligib.profile.derive import Deriver
    from eligib.profile.model import Facts, Profile
    from eligib.rulebook.model import Benefit, Rulebook

_Post = tuple[int, tuple["State", ...]]
_WORLDS = range(4)


class _Formulas(Struct, frozen=True):
    benefit: Benefit
    literals: Literals
    whole: int
    clauses: tuple[int, ...]
    available: bool


class _Request(Struct, eq=False):
    """Posts for one level of benefits; equal posts are sent once."""

    numbers: dict[_Post, int] = field(default_factory=dict)
    answers: list[State] = field(default_factory=list)

    def add(self, formula: int, states: tuple[State, ...]) -> None:
        self.numbers.setdefault((formula, states), len(self.numbers))

    def send(self, child: DurableChild) -> None:
        self.answers = child.decide(list(self.numbers))

    def truth(self, formula: int, states: tuple[State, ...]) -> Truth:
        return truth_of(self.answers[self.numbers[formula, states]])


class DurableEngine:
    """Evaluates firms against `rulebook` as of one day, in `child`, which must not be shared."""

    name = "durable"

    def __init__(
        self, rulebook: Rulebook, as_of: date, interpreter: Interpreter, child: DurableChild
    ) -> None:
        self._interpreter = interpreter
        self._child = child
        self._formulas: list[Formula] = []
        self._levels = _levels(interpreter)
        self._benefits = {name: self._compile(b, as_of) for name, b in rulebook.benefits.items()}
        self._derived = {path: self._derivation(deriver) for path, deriver in interpreter.derivers.items()}
        child.load(self._formulas)

    def _compile(self, benefit: Benefit, as_of: date) -> _Formulas:
        literals = Literals(self._interpreter.compiler)
        whole = self._number(literals.tree(benefit.when))
        clauses = tuple(self._number(formula) for formula in _leaf_formulas(benefit.when, literals))
        return _Formulas(benefit, literals, whole, clauses, standing(benefit, as_of).available)

    def _derivation(self, deriver: Deriver) -> tuple[DerivedFormulas, int]:
        """Return the formulas of a derived fact and the number of the first of them."""
        derived, first = DerivedFormulas.of(deriver), len(self._formulas)
        self._formulas += derived.formulas()
        return derived, first

    def _number(self, formula: Formula) -> int:
        self._formulas.append(formula)
        return len(self._formulas) - 1

    def evaluate(
        self, profile: Profile, *, reasons: bool = False, derived: Facts | None = None
    ) -> dict[str, Truths]:
        """Return the truths of every benefit by id, with those of every clause if `reasons` are asked for.

        `derived` is what `derive` gave for this firm, where that has been asked before.

        Raises:
            DurableDied: the child process is gone or answered nonsense.
        """
        worlds = self._interpreter.worlds(profile)
        follows = self.derive(profile.facts) if derived is None else derived
        for env in worlds:
            env.update(follows)
        truths: dict[str, Truths] = {}
        for level in self._levels:
            request = _Request()
            states = {
                name: self._post(self._benefits[name], worlds, request, reasons=reasons) for name in level
            }
            request.send(self._child)
            for name in level:
                truths[name] = _read(self._benefits[name], states[name], worlds, request, reasons=reasons)
                assert_outcome(name, truths[name], worlds, available=self._benefits[name].available)
        return {name: truths[name] for name in self._benefits}

    def derive(self, facts: Facts) -> Facts:
        """Return the facts that follow from `facts`, as far as anything follows.

        Raises:
            DurableDied: the child process is gone or answered nonsense.
        """
        request, posts = _Request(), {path: one.posts(facts) for path, (one, _) in self._derived.items()}
        for path, (_, first) in self._derived.items():
            for number, _choice, states in posts[path]:
                request.add(first + number, states)
        request.send(self._child)
        found: Facts = {}
        for path, (one, first) in self._derived.items():
            choices = {c for n, c, states in posts[path] if request.truth(first + n, states) is not False}
            if choices and choices != one.deriver.derivation.fact.choices.keys():
                found[path] = choices.pop() if len(choices) == 1 else Candidates(frozenset(choices))
        return found

    def _post(
        self, formulas: _Formulas, worlds: tuple[Env, ...], request: _Request, *, reasons: bool
    ) -> list[list[tuple[State, ...]]]:
        """Post every row of a benefit in every world; return the states that were posted."""
        each = None if formulas.benefit.each is None else formulas.benefit.each.name
        states = [[formulas.literals.states(env, record) for record in rows(env, each)] for env in worlds]
        for world in _WORLDS:
            for row in states[world]:
                request.add(formulas.whole, row)
                for clause in formulas.clauses if reasons and world in _REASONS else ():
                    request.add(clause, row)
        return states


_REASONS = (0, 1)


def _read(
    formulas: _Formulas,
    states: list[list[tuple[State, ...]]],
    worlds: tuple[Env, ...],
    request: _Request,
    *,
    reasons: bool,
) -> Truths:
    each = None if formulas.benefit.each is None else formulas.benefit.each.name
    undecided, granted, sure_undecided, sure_granted = (
        _evaluation([request.truth(formulas.whole, row) for row in rows_of], env, each)
        for rows_of, env in zip(states, worlds, strict=True)
    )
    truths = Truths(undecided, granted, sure_undecided, sure_granted)
    if not reasons:
        return truths
    clauses = tuple(
        tuple(tuple(request.truth(clause, row) for clause in formulas.clauses) for row in states[world])
        for world in _REASONS
    )
    return truths._replace(clauses=(clauses[0], clauses[1]))


def _evaluation(row_truths: list[Truth], env: Env, each: str | None) -> Evaluation:
    if each is None:
        return Evaluation(row_truths[0])
    members = env.get(each)
    if members is not None and not members.is_open:
        return Evaluation(fold(row_truths, wanted=True), tuple(row_truths))
    *known, blank = row_truths
    truth, more = fold(known, wanted=True), blank is not False
    return Evaluation(None if more and truth is False else truth, tuple(known), more)


def _leaf_formulas(tree: m.Tree, literals: Literals, *, positive: bool = True) -> list[Formula]:
    if not isinstance(tree, m.Group):
        return [literals.tree(tree, positive=positive)]
    inside = positive and tree.kind != "none"
    return [f for part in tree.parts for f in _leaf_formulas(part, literals, positive=inside)]


def _levels(interpreter: Interpreter) -> list[list[str]]:
    """Return the benefits by how many others must be decided before them."""
    depth: dict[str, int] = {}
    for name, questions in interpreter.asks.items():
        depth[name] = max((depth[node.benefit] + 1 for node in questions), default=0)
    levels: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name, level in depth.items():
        levels[level].append(name)
    return levels
