"""Build a branded Word template from the description of a house style."""
