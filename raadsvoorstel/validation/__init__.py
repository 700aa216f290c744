"""Judge whether what was written can be what it should be, and make it so."""
