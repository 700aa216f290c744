"""What a raadsvoorstel is: its fields, and one complete proposal of one gemeente."""
