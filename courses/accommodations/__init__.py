"""More time or more attempts for one person: who gave it and why, and what then holds for a quiz."""
