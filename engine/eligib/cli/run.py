"""From the words of the command line to an exit code; what goes wrong ends in a sentence, no traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from eligib.cli.exit import Exit
from eligib.cli.language import choose_language
from eligib.cli.streams import give_up, prepare, tell
from eligib.diagnostics import visible
from eligib.errors import InternalError
from eligib.messages import Language, Text, render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

DEBUG_VARIABLE = "ELIGIB_DEBUG"
_INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Run the command line `argv`, without the program's name, and return its exit code."""
    language = choose_language(argv)
    if not prepare():
        return _fail(say("standard output is closed"), language)
    try:
        code = _run(list(argv), language)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail(say("interrupted"), language)
    except BrokenPipeError:
        give_up()  # the reader went away, as `head` does: nobody is left to tell
        return Exit.FAILED
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        if isinstance(error, OSError):
            give_up()
        return _fail(_broken(error), language)
    # Typer turns Ctrl-C into this code
    return _fail(say("interrupted"), language) if code == _INTERRUPTED else code


def _run(argv: list[str], language: Language) -> int:
    from eligib.cli.typer_texts import speak_to_typer

    speak_to_typer(language)
    from eligib.cli.app import build_app
    from eligib.cli.usage import UsageFault, explain_usage

    app = build_app(language, argv)
    from typer.exceptions import TyperException

    try:
        result = app(argv, prog_name="eligib", standalone_mode=False)
    except UsageFault as fault:
        return _usage(fault.text, language)
    except TyperException as error:
        return _usage(explain_usage(error), language)
    return int(result or Exit.DONE)


def _broken(error: Exception) -> Text:
    """Return the sentence for an error that is ours, with what a bug report needs."""
    if isinstance(error, InternalError):
        return say("this is a fault of eligib, please report it: {error}", error=str(error)[:2000])
    if isinstance(error, OSError):
        return say("the system refused: {why}", why=error.strerror or str(error))
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    line = "" if where is None else f"{os.path.basename(where.tb_frame.f_code.co_filename)}:{where.tb_lineno}"  # noqa: PTH119
    return say(
        "this is a fault of eligib, please report it: {kind}: {error} ({line})",
        kind=type(error).__name__,
        error=str(error)[:2000],
        line=line,
    )


def _fail(text: Text, language: Language) -> int:
    tell(f"{render(say('error'), language)}: {visible(render(text, language))}")
    return Exit.FAILED


def _usage(text: Text, language: Language) -> int:
    _fail(text, language)
    tell(render(say("see {command}", command="eligib --help"), language))
    return Exit.USAGE
