"""What an H5P package keeps between two openings, and what it says that its learner did: claims, never marks."""
