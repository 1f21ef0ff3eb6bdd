"""Rule files to one linked rulebook."""
