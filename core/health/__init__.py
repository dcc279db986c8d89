"""What machines ask: is the process alive, and is everything it needs there."""
