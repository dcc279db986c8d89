"""Making courses: drafts, review, publishing."""
