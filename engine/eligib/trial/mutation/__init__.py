"""What no example notices: a benefit changed in one place at a time, and its examples run on each change."""
