"""Officials and their postings: who serves where, as what, since when."""
