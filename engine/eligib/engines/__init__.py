"""Engines: one meaning, several ways to compute it."""
