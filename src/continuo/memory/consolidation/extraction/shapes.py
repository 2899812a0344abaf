"""What sorts of words the object of a statement is made of."""

from __future__ import annotations

from enum import StrEnum

Span = tuple[int, int]
"""First character, and one past the last."""


class Shape(StrEnum):
    """What sort of words an object is made of."""

    PLACE = "place"
    ORGANISATION = "organisation"
    ROLE = "role"
    TRADE = "trade"  # said to be what somebody works as, so that the word itself need not be known
    NAME = "name"
    NAMES = "names"
    THING = "thing"
    KEPT_THING = "kept thing"
    TASTE = "taste"
    ACTIVITY = "activity"
    PLAN = "plan"
    FIELD = "field"
    WORDS = "words"
    WISH = "wish"
