"""The one command: environment, front end, servers, processes. Standard library only, so that it runs first."""
