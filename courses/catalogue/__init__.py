"""What can be taken: offerings, the versions of a course, their modules and resources, and the search entries."""
