"""What was found and what was made, for a reader at a terminal and for a machine."""
