"""Opinions about a proposal that fits its fields: one function per rule, and one tuple that lists them."""
