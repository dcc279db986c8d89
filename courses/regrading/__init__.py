"""A key found wrong after people were marked by it is corrected, and what follows from their marks follows."""
