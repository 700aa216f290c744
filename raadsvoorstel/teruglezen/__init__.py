"""Read what a clerk changed in a Word file back as a proposal for the source, and carry it out where asked."""
