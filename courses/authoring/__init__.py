"""Making courses: drafts, their outline and contents, review by a second person, publication, new versions."""
