"""What is kept in Valkey or Redis for a while, and what holds when that server is away."""
