"""A group of commands, as `eligib rules`: its own help, and the texts that several commands share.

Typer reads the annotations when a command is defined, so this file does without postponed ones.
"""

from collections.abc import Mapping
from typing import Annotated

import typer

from eligib.cli.help_option import Group
from eligib.cli.options import one_of
from eligib.messages import LANGUAGES, Language, Text, render, say

SHARED_HELP = {
    "rules": say("The rules directory; else $ELIGIB_RULES, else the rules that come with eligib."),
    "lang": say("The language of the output; else that of the locale."),
}


def helps_in(language: Language, texts: Mapping[str, Text]) -> dict[str, str]:
    """Return the help texts of a command or group, with those that all share, in `language`."""
    return {name: render(text, language) for name, text in (SHARED_HELP | dict(texts)).items()}


def new_group(language: Language, helps: Mapping[str, str]) -> typer.Typer:
    """Return a group of commands that shows its help, `helps["group"]`, where none of them is named."""
    commands = typer.Typer(cls=Group, add_completion=False)

    @commands.callback(invoke_without_command=True, help=helps["group"])
    def group(
        context: typer.Context,
        *,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> None:
        one_of("--lang", lang, LANGUAGES)
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    return commands
