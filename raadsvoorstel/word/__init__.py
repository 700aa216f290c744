"""Say in Word what the rest of the program says in blocks; no other room knows OOXML."""
