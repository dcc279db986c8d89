"""How a reader wants pages shown: language, theme, contrast, text size, data saver. Kept in cookies, set without script."""
