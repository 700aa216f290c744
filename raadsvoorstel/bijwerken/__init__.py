"""Bring a document that a griffier worked in up to date with its source, and keep all that he or she did."""
