"""The search for values that make a formula true: clause by clause, not combination by combination.

Enters: a formula over variables, each with its representatives as the bits of a mask. Leaves: for each
variable the representatives that are left where the formula holds, or nothing. What follows from one part is
taken into account everywhere before another is looked at; only where parts leave a choice, one is tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from eligib.analysis import formula as f
from eligib.analysis.cells import mask_of, representatives

if TYPE_CHECKING:
    from eligib.analysis.space import Space

MOST_STEPS = 200_000


class TooLongError(Exception):
    """The search was given up."""


class Lit(NamedTuple):
    """A variable, by its index, has one of the values of `mask`."""

    variable: int
    mask: int


class All(NamedTuple):
    """Every part holds."""

    parts: tuple[Node, ...]


class AtLeast(NamedTuple):
    """So many parts hold; with 1, some part does."""

    number: int
    parts: tuple[Node, ...]


Node: TypeAlias = bool | Lit | All | AtLeast
State: TypeAlias = list[int]


class Model(NamedTuple):
    """What is left of each variable by name, as values."""

    left: dict[str, list[object]]


def find(formula: f.Formula, variables: dict[str, f.Variable], space: Space) -> Model | None:
    """Return values for which the formula holds, None if there are none.

    Raises:
        TooLongError: neither was found in reasonable time.
    """
    problem = _Problem(variables, space)
    problem.collect(formula)
    problem.settle()
    state = _Search().run([problem.node(formula)], [(1 << len(cell)) - 1 for cell in problem.cells])
    if state is None:
        return None
    left = {
        name: [value for bit, value in enumerate(problem.cells[index]) if state[index] >> bit & 1]
        for name, index in problem.index.items()
    }
    return Model(left)


class _Problem:
    """The variables as indices and the tests as masks."""

    def __init__(self, variables: dict[str, f.Variable], space: Space) -> None:
        self.space = space
        self.variables = list(variables.values())
        self.index = {name: number for number, name in enumerate(variables)}
        self.tests: list[dict[f.Cut | f.Among, int]] = [{} for _ in self.variables]
        self.cells: list[list[object]] = []

    def collect(self, formula: f.Formula) -> None:
        """Note every test of every variable."""
        match formula:
            case f.Leaf():
                self.tests[self.index[formula.variable.name]][formula.test] = 0
            case f.Junction() | f.Over():
                for part in formula.parts:
                    self.collect(part)
            case _:
                pass

    def settle(self) -> None:
        """Choose the representatives, and the mask of each test among them."""
        for variable, tests in zip(self.variables, self.tests, strict=True):
            cells = representatives(variable, tests, self.space)
            self.cells.append(cells)
            for test in tests:
                tests[test] = mask_of(cells, test)

    def node(self, formula: f.Formula) -> Node:
        """Return the formula over indices and masks."""
        match formula:
            case bool():
                return formula
            case f.Leaf():
                return self._lit(formula)
            case f.Junction():
                parts = tuple(self.node(part) for part in formula.parts)
                return All(parts) if formula.every else AtLeast(1, parts)
            case f.Over():
                return self._over(formula)

    def _lit(self, leaf: f.Leaf) -> Node:
        index = self.index[leaf.variable.name]
        mask, every = self.tests[index][leaf.test], (1 << len(self.cells[index])) - 1
        mask = mask if leaf.positive else every & ~mask
        return True if mask == every else Lit(index, mask) if mask else False

    def _over(self, over: f.Over) -> Node:
        parts = tuple(self.node(part) for part in over.parts)
        if over.kind == "every":
            return All(parts)
        number = {"some": 1, "least": over.number, "but": len(parts) - over.number}[over.kind]
        return AtLeast(number, parts)


class _Search:
    """Counts its steps, to give up in time."""

    def __init__(self) -> None:
        self.steps = 0

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooLongError

    def run(self, pending: list[Node], state: State) -> State | None:
        """Return the state in which all pending nodes hold, None if there is none; `state` is used up."""
        left = self._propagate(pending, state)
        if left is None:
            return None
        if not left:
            return state
        choice = min(left, key=_width)
        rest = [node for node in left if node is not choice]
        first, others = choice.parts[0], choice.parts[1:]
        taken = first if choice.number == 1 else All((first, AtLeast(choice.number - 1, others)))
        found = self.run([*rest, taken], state.copy())
        if found is not None:
            return found
        return self.run([*rest, *_without(choice, first, others, state)], state)

    def _propagate(self, pending: list[Node], state: State) -> list[AtLeast] | None:
        """Narrow the state by all that must be; return the choices that are left, None on a contradiction."""
        changed = True
        choices: list[AtLeast] = []
        while changed:
            changed, choices = False, []
            while pending:
                node = self._reduced(pending.pop(), state)
                if node is False:
                    return None
                if isinstance(node, Lit):
                    state[node.variable] &= node.mask
                    changed = True
                elif isinstance(node, All):
                    pending.extend(node.parts)
                elif isinstance(node, AtLeast):
                    choices.append(node)
            pending = list(choices)
        return choices

    def _reduced(self, node: Node, state: State) -> Node:
        """Return what is still open of the node in this state."""
        if isinstance(node, bool):
            return node
        self._step()
        if isinstance(node, Lit):
            left = state[node.variable] & node.mask
            return False if not left else True if left == state[node.variable] else Lit(node.variable, left)
        if isinstance(node, All):
            return self._conjunction(node, state)
        return self._choice(node, state)

    def _conjunction(self, node: All, state: State) -> Node:
        parts: list[Node] = []
        for part in node.parts:
            one = self._reduced(part, state)
            if one is False:
                return False
            if one is not True:
                parts.append(one)
        if len(parts) > 1:
            return All(tuple(parts))
        return parts[0] if parts else True

    def _choice(self, node: AtLeast, state: State) -> Node:
        number, parts = node.number, []
        masks: dict[int, int] = {}
        for part in node.parts:
            one = self._reduced(part, state)
            if one is True:
                number -= 1
                if number <= 0:
                    return True
            elif isinstance(one, Lit) and node.number == 1:
                masks[one.variable] = masks.get(one.variable, 0) | one.mask
            elif one is not False:
                parts.append(one)
        if number <= 0:
            return True
        for variable, mask in masks.items():
            if mask == state[variable]:
                return True
            parts.append(Lit(variable, mask))
        if len(parts) < number:
            return False
        if len(parts) == number:
            return parts[0] if len(parts) == 1 else All(tuple(parts))
        return AtLeast(number, tuple(parts))


def _without(choice: AtLeast, first: Node, others: tuple[Node, ...], state: State) -> list[Node]:
    """Return what remains of the choice when its first part was tried in vain."""
    remains: list[Node] = [AtLeast(choice.number, others)]
    if isinstance(first, Lit) and choice.number == 1:
        remains.append(Lit(first.variable, state[first.variable] & ~first.mask))
    return remains


def _width(node: AtLeast) -> int:
    return len(node.parts)
