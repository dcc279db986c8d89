"""Every write of authoring, by what it is about."""
