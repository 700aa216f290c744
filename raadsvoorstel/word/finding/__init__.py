"""Find the texts of a document back after others edited it: by marks, by what they said, by their titles."""
