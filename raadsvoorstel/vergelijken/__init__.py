"""What was changed in a document since it was made, or between two files of it."""
