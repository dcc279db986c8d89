"""Signing in with an organisation's own sign-in service (OpenID Connect), and the e-mail domains that prove belonging."""
