"""What is raised about a file that is not taken in."""


class RefusedFile(Exception):
    """The file is not accepted; the argument is one Indonesian sentence for the person who sent it."""
