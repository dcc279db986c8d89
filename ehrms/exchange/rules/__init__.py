"""Pure decisions on a file of officials: what it is, what its columns mean, what is wrong with a line."""
