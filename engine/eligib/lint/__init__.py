"""Checks of a rulebook that loads: one file each, their order in `checks.py`."""
