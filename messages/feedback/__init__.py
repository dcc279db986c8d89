"""Help & Feedback: anybody may write, operators read."""
