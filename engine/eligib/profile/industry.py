"""An industry as people write it: `C39`, `39`, `3911`, `C3911`, `制造业`, `I65 软件和信息技术服务业`.

Enters: a text and the tree of industries (GB/T 4754-2017: section letters, divisions of two digits, groups
of three, classes of four). Leaves: the id of the smallest industry of the tree that holds the activity: a
code that is finer than the tree is taken up to its group, division or the rest of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from eligib.diagnostics import quoted
from eligib.language.faults import Fault, unknown_node
from eligib.language.vocabulary import ELSEWHERE, Kind
from eligib.messages import say
from eligib.profile.names import all_named, meant_name

if TYPE_CHECKING:
    from eligib.language.vocabulary import Tree

_CODE = re.compile(r"([a-t]?)(\d{2,4})|([a-t])")
_CODE_AND_NAME = re.compile(r"([a-t]?\d{2,4}|[a-t])(?:[\s:：.-]*([^\x00-\x7f].*)|\s+([a-z][^0-9]*))?")


def read_industry(text: str, tree: Tree) -> str:
    """Return the id of the industry that `text` names; raises `Fault`."""
    name = normalize("NFKC", text).strip()
    found = _named(text, tree) or _named(name, tree)
    if found is not None:
        return found
    match = _CODE_AND_NAME.fullmatch(name.casefold())
    found = None if match is None else _by_code(match[1], tree)
    if match is None or found is None:
        raise _unknown(text, tree)
    name = match[2] or match[3]
    named = _named(name, tree) if name else None
    if named is not None and named not in tree.up(found) and found not in tree.up(named):
        message = say("the code and the name in `{got}` are two industries", got=quoted(text))
        raise Fault("bad-value", message, hint=say("write the code alone"))
    return found


def _named(text: str, tree: Tree) -> str | None:
    """Return the industry of that name; the larger one where its only part has the same."""
    found = all_named(text, tree.labels, tree.also)
    outer = [node for node in found if all(node in tree.up(other) for other in found)]
    return outer[0] if outer else None


def _by_code(code: str, tree: Tree) -> str | None:
    """Return the smallest industry of the tree that holds the code; None if no division does."""
    match = _CODE.fullmatch(code)
    if match is None or match[3]:
        return match[3] if match and match[3] in tree else None
    letters = {node[1:]: node[0] for node in tree.parents if node[1:].isdigit()}
    digits = next((match[2][:n] for n in (4, 3, 2) if match[2][:n] in letters), None)
    if digits is None or match[1] not in {"", letters[digits]}:
        return None
    found = letters[digits] + digits
    if len(digits) == len(match[2]) or found not in tree.parents.values():
        return found
    rest = f"{found}/{ELSEWHERE}"
    return rest if rest in tree else None


def _unknown(text: str, tree: Tree) -> Fault:
    code, message = unknown_node(Kind.INDUSTRY, quoted(text))
    digits = re.fullmatch(r"[A-Za-z](\d{2,4})", text.strip())
    right = None if digits is None else _by_code(digits[1], tree)
    meant = meant_name(text, tree.labels, tree.also)
    if meant is not None and meant in tree:
        meant = meant.upper()
    if digits is not None and right is not None:
        meant = right[0].upper() + digits[1]
    hint = say("a code of GB/T 4754-2017 such as `C39` or `3911`, or the name of its section or division")
    return Fault(code, message, meant=meant, hint=hint)
