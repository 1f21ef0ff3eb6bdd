"""A condition evaluated node by node, for reasons.

Enters: a condition, the firm and the member it is asked of. Leaves: the same tree with the truth at every
node. Lists are not gone into here: what they contribute is one truth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.engines.interpreter.conditions import compile_condition
from eligib.engines.interpreter.scope import BLANK
from eligib.language import nodes as n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.scope import Compiler
    from eligib.engines.protocol import Truth
    from eligib.profile.model import Facts


class Trace(Struct, frozen=True):
    """A condition with its truth and those of the conditions it is made of."""

    node: n.Condition
    truth: Truth
    parts: tuple[Trace, ...] = ()

    def leaves(self, truth: Truth) -> Iterator[Trace]:
        """Yield the conditions without parts that have `truth`, below parts that matter for it."""
        if not self.parts:
            if self.truth is truth:
                yield self
            return
        wanted = _turned(truth) if isinstance(self.node, n.Not) else truth
        for part in self.parts:
            if part.truth is wanted:
                yield from part.leaves(wanted)


def trace(
    node: n.Condition,
    compiler: Compiler,
    env: Env,
    each: Facts,
    *,
    where: Facts = BLANK,
    positive: bool = True,
) -> Trace:
    """Return the condition with the truth at every node."""
    inside = positive and not isinstance(node, n.Not)
    parts = node.parts if isinstance(node, n.And | n.Or) else (node.part,) if isinstance(node, n.Not) else ()
    truth = compile_condition(node, compiler, positive=positive)(env, each, where)
    traced = (trace(part, compiler, env, each, where=where, positive=inside) for part in parts)
    return Trace(node, truth, tuple(traced))


def _turned(truth: Truth) -> Truth:
    return None if truth is None else not truth
