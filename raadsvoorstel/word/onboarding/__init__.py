"""Make a template of somebody else's Word file: keep its look, take its contents out, lay placeholders in."""
