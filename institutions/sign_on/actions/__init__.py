"""Every write of sign-in services: setting one up, coming in by it, linking, and confirming domains."""
