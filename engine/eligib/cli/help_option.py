"""`--help` explained in the user's language: Typer has that one sentence in English only."""

from __future__ import annotations

from gettext import gettext
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click import Context
    from typer.core import TyperOption


class Command(TyperCommand):
    """A command."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option with its help translated."""
        return _translated(super().get_help_option(ctx))


class Group(TyperGroup):
    """The application, a group of commands."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option with its help translated."""
        return _translated(super().get_help_option(ctx))


def _translated(option: TyperOption | None) -> TyperOption | None:
    if option is not None and option.help:
        option.help = gettext(option.help)
    return option
