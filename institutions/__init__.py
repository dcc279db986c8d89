"""The institutional framework: organisations (the tenants), positions, and who may act where."""
