"""One regional source, a raadsvoorstel in the house style of every gemeente."""
