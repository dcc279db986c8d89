"""How numbers, dates and measures are shown in India: pure functions, so that queries can format what pages print."""
