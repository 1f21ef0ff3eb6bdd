"""Decide which benefits a firm may have, and why."""

__version__ = "0.1.0"
