"""Put a text in a YAML file as a person would: in the style that stands there, and nothing else moves.

Everything here answers with edits, which still have to be tried out: `places.says` tells what a file says, to
compare before with after.
"""
