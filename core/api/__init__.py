"""What every endpoint shares: refusals as problem+json, idempotency keys, and closed doors by default."""
