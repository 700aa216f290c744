"""One regional source, a raadsvoorstel in the house style of every gemeente."""

__version__ = "0.1.0"
