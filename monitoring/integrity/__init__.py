"""The nightly checker: do completions, certificates, attainments and figures agree? What differs is listed."""
