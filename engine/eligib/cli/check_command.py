"""The options of `eligib check`.

Typer reads the annotations when the command is defined, so this file does without postponed ones.
"""

from typing import Annotated

import typer

from eligib.cli.check import Request, run_check
from eligib.cli.group import helps_in
from eligib.cli.help_option import Command
from eligib.cli.options import day, one_of
from eligib.messages import LANGUAGES, Language, say

FORMATS = ("table", "json")
HELP = {
    "command": say("Decide what one firm may have: benefits, amounts, reasons and what is missing."),
    "files": say(
        "The firm's YAML or JSON file; `-` is standard input. Several files are decided one by one."
    ),
    "as_of": say("The day as of which is decided; today if left out."),
    "format": say("A table to read, or JSON (eligib.decision/1)."),
    "explain": say("Show the whole reasoning for one benefit."),
    "all": say("Give the benefits that cannot be had a row each."),
    "fail_on": say("Exit with code 4 if some benefit has this outcome; may be repeated."),
    "strict": say("Exit with code 5 if some benefit is undetermined."),
}
OUTCOMES = ("eligible", "conditional", "undetermined", "ineligible", "not_in_force", "planned")


def add_check(app: typer.Typer, language: Language) -> None:
    """Add the command to the application, its help in `language`."""
    helps = helps_in(language, HELP)

    @app.command("check", cls=Command, help=helps["command"])
    def check(  # noqa: PLR0913 - one parameter an option
        files: Annotated[list[str], typer.Argument(metavar="FILE", help=helps["files"])],
        *,
        as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=helps["as_of"])] = None,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
        explain: Annotated[
            str | None, typer.Option("--explain", metavar="BENEFIT", help=helps["explain"])
        ] = None,
        every: Annotated[bool, typer.Option("--all", help=helps["all"])] = False,
        fail_on: Annotated[
            list[str] | None, typer.Option("--fail-on", metavar="OUTCOME", help=helps["fail_on"])
        ] = None,
        strict: Annotated[bool, typer.Option("--strict", help=helps["strict"])] = False,
    ) -> int:
        one_of("--lang", lang, LANGUAGES)
        outcomes = tuple(one_of("--fail-on", outcome, OUTCOMES) for outcome in fail_on or ())
        shape = one_of("--format", output, FORMATS)
        request = Request(files, day(as_of), rules, language, shape, explain, every, outcomes, strict)
        return run_check(request)
