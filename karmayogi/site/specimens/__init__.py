"""What the style guide shows: invented data, in English and Hindi, never shown elsewhere."""
