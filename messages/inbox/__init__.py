"""The inbox: what the platform has to tell a person, keyed so that nothing is told twice."""
