"""Statistics of questions, and the corrections they lead to."""
