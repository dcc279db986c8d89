"""Certificates: issued once for a completion, drawn as PDF, checked by anybody, revoked by the provider."""
