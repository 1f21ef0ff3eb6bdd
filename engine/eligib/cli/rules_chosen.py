"""The benefits that a command on rules is asked for, by file, folder or id, with their examples."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.names import benefit_of
from eligib.cli.usage import UsageFault
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from eligib.diagnostics import Diagnostic
    from eligib.rulebook.model import Benefit, Rulebook

_ENDINGS = (".yaml", ".yml")


class Chosen(Struct, frozen=True):
    """A rulebook, and of its benefits those asked for; only these have their examples."""

    rulebook: Rulebook
    benefits: list[Benefit]
    faults: list[Diagnostic]


def choose(names: Sequence[str], rules: str | None) -> Chosen:
    """Return the benefits that `names` name, all where there are none, each with its examples.

    Raises:
        InputError: the rulebook has faults.
        UsageFault: a name is no file, folder or benefit of the rulebook.
    """
    from eligib.cli.cache import cache_folder
    from eligib.rulebook.examples import with_examples
    from eligib.rulebook.files import find_rules
    from eligib.rulebook.load import load_rulebook

    root = find_rules(rules)
    # kept or not: the examples are read from the files asked for alone
    rulebook = load_rulebook(root, cache=cache_folder())
    benefits, faults = with_examples(_named(names, rulebook, root))
    return Chosen(rulebook, benefits, faults)


def _named(names: Sequence[str], rulebook: Rulebook, root: Path) -> list[Benefit]:
    if not names:
        return list(rulebook.benefits.values())
    found: dict[str, Benefit] = {}
    for name in names:
        is_path = name.endswith(_ENDINGS) or os.path.exists(name)  # noqa: PTH110 - an empty name is no path
        some = _in_path(name, rulebook, root) if is_path else [benefit_of("ID", name, rulebook.benefits)]
        found |= {benefit.id: benefit for benefit in some}
    return list(found.values())


def _in_path(name: str, rulebook: Rulebook, root: Path) -> list[Benefit]:
    wanted = os.path.realpath(name)
    found = [benefit for benefit in rulebook.benefits.values() if _lies_in(benefit, wanted)]
    if not found:
        raise UsageFault(
            say("no benefit of the rulebook `{rules}` stands in `{name}`", rules=root, name=name)
        )
    return found


def _lies_in(benefit: Benefit, wanted: str) -> bool:
    file = os.path.realpath(benefit.span.source.name)
    return file == wanted or file.startswith(os.path.join(wanted, ""))  # noqa: PTH118 - texts are compared
