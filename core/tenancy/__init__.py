"""Who may touch which row: five fences in the database, the scope of a request or task, and the roles behind them."""
