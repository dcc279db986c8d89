"""What the people who run the platform look at: subscribers, their lag, and events that could not be handled."""
