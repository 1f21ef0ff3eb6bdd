"""The condition language: text to typed nodes, and nodes back to words."""
