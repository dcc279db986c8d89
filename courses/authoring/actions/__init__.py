"""The writes of authoring."""
