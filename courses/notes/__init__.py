"""What learners write down for themselves, at a place of a resource. Nobody else reads it."""
