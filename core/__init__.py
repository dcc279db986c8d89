"""Ground floor: tenancy, row security, audit, outbox, jobs, files, numbers and dates, page components. No business word."""
