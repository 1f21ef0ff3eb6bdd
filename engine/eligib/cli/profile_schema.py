"""`eligib profile schema`: the JSON Schema of a profile, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.output import write_output
from eligib.cli.screen import refuse

if TYPE_CHECKING:
    from eligib.messages import Language


class SchemaRequest(Struct, frozen=True):
    """Where to write the schema."""

    output: str | None
    force: bool
    rules: str | None
    language: Language


def run_schema(request: SchemaRequest) -> int:
    """Write the schema; return the exit code."""
    from eligib.errors import InputError
    from eligib.profile.json_schema import schema_text
    from eligib.rulebook.load import load_rulebook

    try:
        rulebook = load_rulebook(request.rules)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    write_output(request.output, schema_text(rulebook, request.language), force=request.force)
    return Exit.DONE
