"""Who takes what: batches and places, assignments, enrolments, completions."""
