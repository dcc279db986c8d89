"""Who may act where: memberships, what each role permits, who may grant it, and the scope of a request."""
