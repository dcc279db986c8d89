"""The one command: environment, front end, embedded servers, processes. Standard library only, so that it runs first."""
