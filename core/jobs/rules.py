"""When a worker is taken for dead, and when a job is given up."""

from datetime import timedelta

ATTEMPTS = 3  # at one chunk
STALE = timedelta(seconds=60)  # without a heartbeat
