"""The learner's pages inside a course: course home, reading, watching, being assessed."""
