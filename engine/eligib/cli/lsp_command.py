"""The options of `eligib lsp`.

Typer reads the annotations when a command is defined, so this file does without postponed ones.
"""

from typing import Annotated

import typer

from eligib.cli.group import helps_in
from eligib.cli.help_option import Command
from eligib.cli.options import one_of
from eligib.messages import LANGUAGES, Language, say

HELP = {
    "lsp": say(
        "Serve an editor by the language server protocol: faults while typing, completion, explanations, "
        "definitions and fixes for rule files and profiles."
    ),
    "rules": say("The rules directory for profiles; else that of the workspace, else as for `check`."),
    "lang": say("The language of the output; else that of the editor."),
    "stdio": say("Speak on standard input and output, which is so in any case; editors add this option."),
}


def add_lsp(app: typer.Typer, language: Language) -> None:
    """Add the command to the application, its help in `language`."""
    helps = helps_in(language, HELP)

    @app.command("lsp", cls=Command, help=helps["lsp"])
    def lsp(
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str | None, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = None,
        stdio: Annotated[bool, typer.Option("--stdio", help=helps["stdio"])] = False,  # noqa: ARG001
    ) -> int:
        from eligib.cli.lsp import run_lsp

        if lang is not None:
            one_of("--lang", lang, LANGUAGES)
        return run_lsp(rules, language, fixed=lang is not None)
