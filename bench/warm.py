"""One firm after the other in one process: eligib against hand-written Python and zen-engine.

Every engine first has to give the same outcomes and amounts for 1,000 firms. What is measured is the time of
the processor, which other work on the machine disturbs less; that of durable, which decides in a process of
its own, is the clock's. `--check` exits with 1 where a target is missed.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

from as_eligib import answer_of, profile_text, write_rules
from generate import make_firms, make_rules
from measure import Target, in_turn, met, report
from peers import zen
from peers.closures import closures

from eligib.decide.decider import Decider
from eligib.diagnostics import Source
from eligib.engines.durable import DurableChild
from eligib.engines.durable_engine import DurableEngine
from eligib.profile.read import ProfileReader
from eligib.rulebook.load import load_rulebook
from eligib.yamltree import Mapping, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peers import Engine

AS_OF = date(2021, 1, 15)
CHECKED, TIMED, FEW = 1000, 200, 20
CLOSURES, ELIGIB, GRAPH, DURABLE = "closures", "eligib", "zen, decision graph", "durable, wall clock"
TARGETS = (Target(ELIGIB, CLOSURES, 5.0), Target(ELIGIB, GRAPH, 1 / 5))


def main() -> int:
    """Check, time and print; return the exit code."""
    with TemporaryDirectory() as folder, DurableChild.start() as child:
        rulebook = load_rulebook(write_rules(Path(folder)))
        decider = Decider(rulebook, AS_OF)
        durable = DurableEngine(rulebook, AS_OF, decider.interpreter, child)
        reader = ProfileReader(rulebook)
        rules, firms = make_rules(), make_firms(CHECKED)
        peers = {CLOSURES: closures(rules), GRAPH: zen.graph(rules), "zen, expression": zen.expression(rules)}
        sources = [Source("firm.yaml", profile_text(firm)) for firm in firms]
        profiles = [reader.parse(source) for source in sources]
        for name, peer in peers.items():
            _agree(name, peer, decider, firms, profiles)
        trees = [_mapping(source) for source in sources[:TIMED]]
        jobs = {
            CLOSURES: _over(peers[CLOSURES], firms[:TIMED]),
            ELIGIB: _over(decider.results, profiles[:TIMED]),
            "eligib, reasons": _over(partial(decider.interpreter.evaluate, reasons=True), profiles[:TIMED]),
            "eligib, profile alone": _over(lambda tree: reader.read_node(tree, []), trees),
            "zen, expression": _over(peers["zen, expression"], firms[:TIMED]),
            GRAPH: _over(peers[GRAPH], firms[:TIMED]),
            DURABLE: _over(durable.evaluate, profiles[:FEW]),
        }
        times = in_turn(jobs, clocks={name: process_time for name in jobs if name != DURABLE})
    report(times, CLOSURES, "us a firm", 1e6)
    return 0 if met(times, TARGETS) or "--check" not in sys.argv else 1


def _agree(name: str, peer: Engine, decider: Decider, firms: Sequence[Any], profiles: Sequence[Any]) -> None:
    """End here where `peer` or eligib's own longer way comes to another answer than the hot path."""
    for number, (firm, profile) in enumerate(zip(firms, profiles, strict=True)):
        results = decider.results(profile)
        if results != decider.results(profile, decider.interpreter.evaluate(profile)):
            sys.exit(f"eligib disagrees with itself on firm {number}")
        if peer(firm) != answer_of(results):
            sys.exit(f"{name} and eligib disagree on firm {number}")


def _over(decide: Callable[[Any], object], firms: Sequence[Any]) -> Callable[[], int]:
    def job() -> int:
        for firm in firms:
            decide(firm)
        return len(firms)

    return job


def _mapping(source: Source) -> Mapping:
    tree, faults = parse_yaml(source)
    assert isinstance(tree, Mapping)  # noqa: S101 - we wrote it
    assert not faults  # noqa: S101 - as above
    return tree


if __name__ == "__main__":
    sys.exit(main())
