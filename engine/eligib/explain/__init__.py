"""Why an outcome is what it is, and what is missing for another."""
