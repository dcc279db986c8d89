"""Keys with which a person's own programs use the API, in the person's name and never for more than they may."""
