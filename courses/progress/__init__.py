"""What a learner has done in a course: facts, state per resource, and the decision that it is complete."""
