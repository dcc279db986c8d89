"""Long work in chunks: a row with steps and counts, a worker that may die at any moment, a page that shows progress."""
