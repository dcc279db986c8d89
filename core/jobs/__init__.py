"""Long work in chunks: a row with steps and counts, a worker that can die at any moment, a page that shows how far it is."""
