"""Design tokens: read them from JSON, follow their references, understand their values. Decides nothing about a look."""
