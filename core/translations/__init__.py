"""Translations without system gettext: what the code says is gathered, merged, checked and compiled in Python."""
