"""Write changes into a Word file that others edited, as tracked changes, and touch nothing else of it."""
