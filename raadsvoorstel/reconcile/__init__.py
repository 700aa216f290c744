"""Compare two or three versions of a text: what changed, what goes together, and what clashes."""
