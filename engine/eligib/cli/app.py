"""The command line's commands, in the language of the run.

Typer reads the annotations when a command is defined, so this file does without postponed ones.
"""

from collections.abc import Sequence
from typing import Annotated

import typer

from eligib import __version__
from eligib.cli.options import one_of
from eligib.messages import LANGUAGES, Language, render, say


def build_app(language: Language, words: Sequence[str] = ()) -> typer.Typer:
    """Return the application for the command line `words`, with every help text in `language`."""
    from eligib.cli.check_command import add_check
    from eligib.cli.help_option import Group
    from eligib.cli.lsp_command import add_lsp
    from eligib.cli.profile_command import add_profile
    from eligib.cli.rules_command import add_rules
    from eligib.cli.sources_command import add_sources

    app = typer.Typer(
        cls=Group,
        help=render(
            say("Which financing, subsidies, awards and reliefs may a firm have, and why."), language
        ),
        add_completion=False,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    show_version = render(say("Show the version and exit."), language)
    speak = render(say("The language of the output; else that of the locale."), language)

    @app.callback(invoke_without_command=True)
    def main(
        context: typer.Context,
        *,
        version: Annotated[bool, typer.Option("--version", help=show_version)] = False,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=speak)] = language,
    ) -> None:
        one_of("--lang", lang, LANGUAGES)
        if version:
            typer.echo(f"eligib {__version__}")
        elif context.invoked_subcommand is None:
            typer.echo(context.get_help())

    adders = {
        "check": add_check,
        "rules": add_rules,
        "profile": add_profile,
        "sources": add_sources,
        "lsp": add_lsp,
    }
    # Typer takes longer to look at a command's options than a decision takes: where one is named, only that
    named = adders.get(words[0]) if words else None
    for add in adders.values() if named is None else (named,):
        add(app, language)
    return app
