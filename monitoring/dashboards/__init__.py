"""The pages that show figures: the nation, and one organisation with everything below it."""
