"""Decisions to what a person or a program reads, one format a file."""
