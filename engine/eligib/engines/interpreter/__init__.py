"""The meaning of the language: every condition compiled once to closures."""
