"""`eligib rules schema`: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.options import one_of
from eligib.cli.output import write_output
from eligib.cli.screen import refuse

if TYPE_CHECKING:
    from eligib.messages import Language


class SchemaRequest(Struct, frozen=True):
    """Of what the schema is, and where to write it."""

    kind: str
    output: str | None
    force: bool
    rules: str | None
    language: Language


def run_schema(request: SchemaRequest) -> int:
    """Write the schema; return the exit code."""
    from eligib.authoring.json_schema import KINDS_OF_FILES, schema_text
    from eligib.errors import InputError
    from eligib.rulebook.load import load_rulebook

    kind = one_of("KIND", request.kind, KINDS_OF_FILES)
    try:
        rulebook = load_rulebook(request.rules)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    write_output(request.output, schema_text(kind, rulebook, request.language), force=request.force)
    return Exit.DONE
