"""Made-up things that somebody might say, and questions about them."""

from __future__ import annotations

import random

_THINGS = (
    "market", "garden", "river", "piano", "train", "recipe", "meeting", "bicycle", "doctor", "holiday", "printer",
    "museum", "window", "contract", "jacket",
)  # fmt: skip
_DOINGS = (
    "bought", "visited", "repaired", "painted", "cancelled", "planned", "found", "lost", "cooked", "watched", "moved",
    "sold", "borrowed", "read", "cleaned",
)  # fmt: skip
_PLACES = (
    "Lisbon", "Porto", "Berlin", "Oslo", "Vienna", "Ghent", "Turin", "Lyon", "Krakow", "Malmo", "Bergen", "Seville",
    "Graz", "Basel", "Cork",
)  # fmt: skip


def sentence(chance: random.Random) -> str:
    """Return a made-up thing somebody might say."""
    return (
        f"Yesterday I {chance.choice(_DOINGS)} the {chance.choice(_THINGS)} in {chance.choice(_PLACES)}, and tomorrow"
        f" the {chance.choice(_THINGS)} has to be {chance.choice(_DOINGS)} again, number {chance.randrange(1000)}."
    )


def question(chance: random.Random) -> str:
    """Return something that might be asked about one of them."""
    thing, place = chance.choice(_THINGS), chance.choice(_PLACES)
    return f"What did I say about the {thing} in {place}, was it {chance.choice(_DOINGS)}?"


def where(chance: random.Random) -> str:
    """Return another question; ``question`` asks for what was said, which is looked up by query besides."""
    thing, place = chance.choice(_THINGS), chance.choice(_PLACES)
    return f"Where is the {thing}, in {place} or {chance.choice(_PLACES)}?"
