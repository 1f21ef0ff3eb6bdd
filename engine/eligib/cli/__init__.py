"""The command line: the only layer that prints and reads the clock."""
