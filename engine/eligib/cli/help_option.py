"""Commands whose `--help` is in the user's language and whose options stay the texts they are.

Typer has that one sentence in English only, and it has pydantic convert each option, which takes longer than
a whole decision; we read the texts ourselves.
"""

from __future__ import annotations

from gettext import gettext
from typing import TYPE_CHECKING, Any

from typer._coercion import RuntimeParam
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click import Context
    from typer.core import TyperOption, _TyperParameter


class _AsWritten(RuntimeParam):
    def _coerce_value(self, value: Any, param: _TyperParameter, ctx: Context) -> Any:  # noqa: ANN401, ARG002
        return list(value) if isinstance(value, tuple) else value


def _as_written(params: list[Any]) -> None:
    for param in params:
        kind = param.type_descriptor
        param._runtime_param = _AsWritten(kind.parameter_info, kind.annotation)  # noqa: SLF001


class Command(TyperCommand):
    """A command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_written(self.params)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option with its help translated."""
        return _translated(super().get_help_option(ctx))


class Group(TyperGroup):
    """The application, a group of commands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_written(self.params)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option with its help translated."""
        return _translated(super().get_help_option(ctx))


def _translated(option: TyperOption | None) -> TyperOption | None:
    if option is not None and option.help:
        option.help = gettext(option.help)
        _as_written([option])
    return option
