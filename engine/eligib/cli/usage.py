"""What is wrong with the words of the command line, in our own sentences.

Typer's messages are English only; its exceptions carry enough data to say the same in the user's language.
"""

from __future__ import annotations

import re

from eligib.messages import Text, say

_QUOTED = re.compile(r"'([^']*)'")
_FILES = (".yaml", ".yml", ".json")


class UsageFault(Exception):  # noqa: N818 - a sentence for the user, not a defect
    """An option's value cannot be used; `text` says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.template)


def explain_usage(error: Exception) -> Text:
    """Return the sentence for an exception that Typer raised about the command line."""
    message = str(getattr(error, "message", error))
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    if hasattr(error, "possibilities") and option is not None:
        close = getattr(error, "possibilities", None)
        if close:
            return say("there is no option `{name}`; did you mean `{meant}`?", name=option, meant=min(close))
        return say("there is no option `{name}`", name=option)
    if option is not None:
        return say("option `{name}` needs a value", name=option)
    if parameter is not None and not message:
        return say("`{name}` is missing", name=(parameter.metavar or parameter.name or "").upper())
    if message.startswith("No such command"):
        return _no_command(_QUOTED.findall(message))
    return say("the command line cannot be understood: {why}", why=message)


def _no_command(quoted: list[str]) -> Text:
    """Return the sentence for an unknown command: its name is quoted, and after it what Typer finds close."""
    name, *close = quoted or [""]
    if name.endswith(_FILES):
        close = [f"check {name}"]
    if close:
        return say("there is no command `{name}`; did you mean `{meant}`?", name=name, meant=close[0])
    return say("there is no command `{name}`", name=name)
