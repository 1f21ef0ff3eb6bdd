"""Truths to outcomes, values and totals."""
