"""The tree of ministries, departments, offices, states, institutes and providers: the tenants."""
