"""What every request carries: an id, in the answer and in each log line."""
