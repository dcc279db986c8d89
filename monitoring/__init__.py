"""Monitoring and evaluation: read models and dashboards. Nobody imports it."""
