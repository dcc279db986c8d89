"""What stops the run command: a sentence for the person at the terminal, never a traceback."""


class Failure(Exception):
    """Its message is one whole sentence that says what is wrong and what to do about it."""
