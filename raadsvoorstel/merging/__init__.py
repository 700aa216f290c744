"""Put what the source of a document changed into a file that others worked in, text by text."""
