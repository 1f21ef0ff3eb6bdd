"""Documents that rules cite: read, searched for figures and grants, compared with the rulebook."""
