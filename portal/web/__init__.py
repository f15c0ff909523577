"""Pages: one blueprint, a file per column of the house, each page behind its permission."""

from portal.web import (
    accounts,
    home,
    lists,
    publications,
    rounds,
    runs,
)
from portal.web.page import blueprint

__all__ = ["accounts", "blueprint", "home", "lists", "publications", "rounds", "runs"]
