"""Pure decisions about the catalogue, by what they are about."""
