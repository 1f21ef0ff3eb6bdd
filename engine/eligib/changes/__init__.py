"""What differs between two rulebooks: words, terms, and whom each benefit admits."""
