"""`eligib lsp`: a language server for rule files and profiles."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING

from eligib.cli.exit import Exit
from eligib.cli.options import day
from eligib.cli.screen import refuse
from eligib.diagnostics import Diagnostic
from eligib.messages import say
from eligib.rulebook.files import find_rules

if TYPE_CHECKING:
    from eligib.messages import Language


def run_lsp(rules: str | None, language: Language, *, fixed: bool) -> int:
    """Serve until the editor ends the conversation; return the exit code.

    Args:
        rules: the directory of rules for profiles, if one is named.
        language: the language of messages.
        fixed: whether the user named it, so that the editor's own does not count.
    """
    if find_spec("pygls") is None:
        message = say("the language server needs the extra `editor`")
        hint = say("install it: pip install 'eligib[editor]'")
        return refuse([Diagnostic("extra-missing", message, hint=hint)], language)
    from eligib.editor.server import serve

    # the library tells each message; standard error is the editor's log
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("pygls").setLevel(logging.ERROR)
    serve(find_rules(rules).absolute(), day(None), language, fixed=fixed, chosen=rules is not None)
    return Exit.DONE
