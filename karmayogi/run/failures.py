"""What stops the run command: a sentence for the person at the terminal, never a traceback."""


class Failure(Exception):  # noqa: N818 (it is about the machine or the person's choice, not an error of the code)
    """Its message is one whole sentence that says what is wrong and what to do about it."""
