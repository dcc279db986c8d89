"""Pages of a learner inside a course."""
