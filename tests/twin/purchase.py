"""Purchase: what makers and labs buy today, who gets how much of it, and who pays."""


def buy(world):
    """To be written."""
