"""Demo mode: the cast, signing in as one of them, the mail the site sent, and the data they find. Loopback only."""
