"""The pages of `docs/reference/`, made from the rulebook, the commands and the schema themselves."""
