"""Support sessions: staff see the platform with a person's eyes, for a while, for a reason, and the person is told."""
