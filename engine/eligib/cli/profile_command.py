"""The options of `eligib profile ...`.

Typer reads the annotations when the command is defined, so this file does without postponed ones.
"""

from typing import Annotated

import typer

from eligib.cli.group import helps_in, new_group
from eligib.cli.help_option import Command
from eligib.cli.options import one_of
from eligib.messages import LANGUAGES, Language, say

HELP = {
    "group": say("Profiles: what is known of one firm."),
    "new": say("Write a profile to fill in, with the facts that matter for some benefits or for all."),
    "schema": say("Write the JSON Schema of a profile, with which editors complete and check it."),
    "zone": say("The benefits a firm of this place may meet: those of it, inside it and around it."),
    "benefit": say("Only the facts of this benefit; may be repeated."),
    "output": say("The file to write; standard output if left out."),
    "force": say("Overwrite the file if it is there."),
    "no_schema": say("Write no schema beside the file."),
}


def add_profile(app: typer.Typer, language: Language) -> None:
    """Add the group of commands to the application, its help in `language`."""
    helps = helps_in(language, HELP)
    profile = new_group(language, helps)
    _add_new(profile, language, helps)
    _add_schema(profile, language, helps)
    app.add_typer(profile, name="profile")


def _add_new(profile: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @profile.command("new", cls=Command, help=helps["new"])
    def new(  # noqa: PLR0913 - one parameter an option
        *,
        zone: Annotated[str | None, typer.Option("--zone", metavar="PLACE", help=helps["zone"])] = None,
        benefit: Annotated[
            list[str] | None, typer.Option("--benefit", metavar="ID", help=helps["benefit"])
        ] = None,
        output: Annotated[
            str | None, typer.Option("--output", "-o", metavar="FILE", help=helps["output"])
        ] = None,
        force: Annotated[bool, typer.Option("--force", help=helps["force"])] = False,
        no_schema: Annotated[bool, typer.Option("--no-schema", help=helps["no_schema"])] = False,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> int:
        from eligib.cli.profile_new import NewRequest, run_new

        one_of("--lang", lang, LANGUAGES)
        return run_new(NewRequest(zone, benefit or [], output, force, not no_schema, rules, language))


def _add_schema(profile: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @profile.command("schema", cls=Command, help=helps["schema"])
    def schema(
        *,
        output: Annotated[
            str | None, typer.Option("--output", "-o", metavar="FILE", help=helps["output"])
        ] = None,
        force: Annotated[bool, typer.Option("--force", help=helps["force"])] = False,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> int:
        from eligib.cli.profile_schema import SchemaRequest, run_schema

        one_of("--lang", lang, LANGUAGES)
        return run_schema(SchemaRequest(output, force, rules, language))
