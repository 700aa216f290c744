"""Design tokens: read them from JSON, follow their references, understand their values; no look is decided here."""
