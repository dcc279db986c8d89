"""People and their sign-in: Person is whom every record belongs to; User is a login that points to one."""
