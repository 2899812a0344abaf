"""Words for the people and animals one has, by the predicate that they belong to."""

from __future__ import annotations

import re

_WORDS = {
    "has_child": "son daughter kid child children toddler baby twin stepson stepdaughter newborn teen",
    "has_sibling": "brother sister sibling bro sis stepbrother stepsister half-brother half-sister",
    "partner": "wife husband partner spouse fiance fiancé fiancée boyfriend girlfriend ex",
    "has_parent": "mom mum mother dad father parent mama papa stepmom stepdad stepmother stepfather folks",
    "has_relative": "cousin niece nephew uncle aunt auntie grandma grandmother granny grandpa grandfather grandparent"
    " grandson granddaughter grandchild grandchildren grandkid mother-in-law father-in-law sister-in-law"
    " brother-in-law in-law godmother godfather godson goddaughter family relative",
    "has_friend": "friend bestie buddy mate pal roommate flatmate housemate neighbor neighbour",
    "has_colleague": "colleague co-worker coworker boss manager supervisor mentor teammate advisor professor"
    " teacher landlord doctor client",
    "has_pet": "dog cat puppy pup kitten kitty hamster rabbit bunny parrot budgie turtle tortoise goldfish ferret"
    " lizard gecko snake horse pony retriever labrador beagle poodle terrier corgi husky bulldog spaniel shepherd bird"
    " pet goat",
}


def _mine(words: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in words.split())
    return re.compile(rf"\b(?:my|our)\s+(?:[\w-]+\s+){{0,2}}?(?:{listed})(?:s|es)?\b", re.IGNORECASE)


MINE = {predicate: _mine(words) for predicate, words in _WORDS.items()}
"""How somebody is spoken of as one's own, by the predicate that says so: "my older sister"."""

KINDRED = frozenset({*MINE, "relationship_status"})
"""Predicates that are said by speaking of somebody else."""
