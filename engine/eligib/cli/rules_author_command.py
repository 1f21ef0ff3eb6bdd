"""The options of `eligib rules fmt`, `schema` and `new`: the commands of those who write rules.

Typer reads the annotations when the command is defined, so this file does without postponed ones.
"""

from typing import Annotated

import typer

from eligib.cli.group import helps_in
from eligib.cli.help_option import Command
from eligib.cli.options import one_of
from eligib.messages import LANGUAGES, Language, say

HELP = {
    "fmt": say("Write rule files in one style; comments stay, and what the files say."),
    "paths": say("Files or directories, `-` for standard input; else all files of the rules."),
    "check": say("Write nothing; name the files not in the style, and exit with 1 if there is one."),
    "schema": say("Write the JSON Schema of a kind of file, with which editors complete and check it."),
    "schema_kind": say("`rules`, `vocabulary`, `standards`, `seeds` or `profile`."),
    "output": say("The file to write; standard output if left out."),
    "force": say("Overwrite the file if it is there."),
    "new": say("Write a rule; what no option says is asked in the terminal, and each answer is checked."),
    "new_zone": say("The place whose benefit it is, by key or name."),
    "new_source": say("The document that it is written in, by id or title."),
    "name": say("The name of the rule, as `pilot-line-grant`."),
    "title_zh": say("The title in Chinese."),
    "title_en": say("The title in English."),
    "new_kind": say("The kind of benefit, as `subsidy`."),
    "paid_to": say("Who gets it; several with commas."),
    "line": say("The line of the document."),
    "anchor": say("Words that stand on this line, at most 30 characters."),
    "each": say("The list for each of whose members it is decided."),
    "when": say("A condition, as `name: condition` or `approval: id`; may be repeated."),
    "value": say("What is granted, as a rule file has it: `unstated`, `{{up_to: 100万元}}` ..."),
    "new_output": say("The file in the folder of the place; a file of the rule's name if left out."),
    "diff": say("Write nothing; show what would be changed."),
}


def add_authoring(rules: typer.Typer, language: Language) -> None:
    """Add the commands to the group `rules`, their help in `language`."""
    helps = helps_in(language, HELP)
    _add_fmt(rules, language, helps)
    _add_schema(rules, language, helps)
    _add_new(rules, language, helps)


def _add_fmt(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("fmt", cls=Command, help=helps["fmt"])
    def fmt(
        paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help=helps["paths"])] = None,
        *,
        check: Annotated[bool, typer.Option("--check", help=helps["check"])] = False,
        diff: Annotated[bool, typer.Option("--diff", help=helps["diff"])] = False,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> int:
        from eligib.cli.rules_fmt import FormatRequest, run_format

        one_of("--lang", lang, LANGUAGES)
        return run_format(FormatRequest(paths or [], check, diff, rules, language))


def _add_schema(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("schema", cls=Command, help=helps["schema"])
    def schema(
        kind: Annotated[str, typer.Argument(metavar="[KIND]", help=helps["schema_kind"])] = "rules",
        *,
        output: Annotated[
            str | None, typer.Option("--output", "-o", metavar="FILE", help=helps["output"])
        ] = None,
        force: Annotated[bool, typer.Option("--force", help=helps["force"])] = False,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> int:
        from eligib.cli.rules_schema import SchemaRequest, run_schema

        one_of("--lang", lang, LANGUAGES)
        return run_schema(SchemaRequest(kind, output, force, rules, language))


def _add_new(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("new", cls=Command, help=helps["new"])
    def new(  # noqa: PLR0913 - one parameter an option
        *,
        zone: Annotated[str | None, typer.Option("--zone", metavar="PLACE", help=helps["new_zone"])] = None,
        source: Annotated[
            str | None, typer.Option("--source", metavar="SOURCE", help=helps["new_source"])
        ] = None,
        name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=helps["name"])] = None,
        title_zh: Annotated[
            str | None, typer.Option("--title-zh", metavar="TEXT", help=helps["title_zh"])
        ] = None,
        title_en: Annotated[
            str | None, typer.Option("--title-en", metavar="TEXT", help=helps["title_en"])
        ] = None,
        kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help=helps["new_kind"])] = None,
        paid_to: Annotated[
            str | None, typer.Option("--paid-to", metavar="WHO", help=helps["paid_to"])
        ] = None,
        line: Annotated[str | None, typer.Option("--line", metavar="LINE", help=helps["line"])] = None,
        anchor: Annotated[str | None, typer.Option("--anchor", metavar="WORDS", help=helps["anchor"])] = None,
        each: Annotated[str | None, typer.Option("--each", metavar="LIST", help=helps["each"])] = None,
        when: Annotated[
            list[str] | None, typer.Option("--when", metavar="CLAUSE", help=helps["when"])
        ] = None,
        value: Annotated[str | None, typer.Option("--value", metavar="VALUE", help=helps["value"])] = None,
        output: Annotated[
            str | None, typer.Option("--output", "-o", metavar="FILE", help=helps["new_output"])
        ] = None,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> int:
        from eligib.cli.rules_new import NewRequest, run_new

        one_of("--lang", lang, LANGUAGES)
        texts = (zone, source, name, title_zh, title_en, kind, paid_to, line, anchor, each)
        return run_new(NewRequest(*texts, when or [], value, output, rules, language))
