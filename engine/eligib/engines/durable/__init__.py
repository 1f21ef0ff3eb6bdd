"""Formulas decided by durable-rules, in a child process that may die without harm.

Enters: formulas and the states of their literals. Leaves: the state of each formula, or `DurableDied`.

    child.py   the owner's side: checks what comes in, numbers requests, checks answers
    plan.py    a formula as steps that durable-rules can take, each within its limits
    tree.py    the size of a step and its two durable rules
    pipe.py    lines to and from the process
    launch.py  its command line, its start, its end
    died.py    the exception
    worker.py  the child's side; the only file that imports durable
"""

from eligib.engines.durable.child import DurableChild
from eligib.engines.durable.died import DurableDied

__all__ = ["DurableChild", "DurableDied"]
