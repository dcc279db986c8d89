"""What a person has shown to be able to do, with the evidence, for life."""
