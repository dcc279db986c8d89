"""How a reader wants pages shown: language, theme, contrast, text size, data saver. In cookies, set without script."""
