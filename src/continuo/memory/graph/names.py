"""How two names compare: the same, one a part of the other, or of two different bearers."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from continuo.domain.entity import EntityType

_TITLE_WORDS = "mr mrs ms miss mx dr prof professor sir madam lady lord uncle aunt auntie captain coach saint st"
_TITLES = frozenset(_TITLE_WORDS.split())
_COMPANY_WORDS = "inc ltd llc corp corporation co company gmbh ag plc sa srl bv kg group holdings"
_COMPANY_ENDINGS = frozenset(_COMPANY_WORDS.split())
_COMMON_NOUNS = frozenset((EntityType.ANIMAL, EntityType.FOOD, EntityType.TOPIC, EntityType.PRODUCT))
_NICKNAMES = {
    nickname: full
    for full, nicknames in {
        "alexander": "alex sasha xander", "alexandra": "alex sasha", "andrew": "andy drew", "anthony": "tony",
        "benjamin": "ben benny", "catherine": "cathy kate katie", "charles": "charlie chuck", "christina": "tina",
        "christopher": "chris", "daniel": "dan danny", "david": "dave", "deborah": "deb debbie", "edward": "ed eddie",
        "elizabeth": "liz lizzie beth betty", "francisco": "paco", "frederick": "fred freddy", "gregory": "greg",
        "isabella": "bella", "jacob": "jake", "james": "jim jimmy", "jennifer": "jen jenny", "jessica": "jess",
        "john": "johnny jack", "jonathan": "jon", "joseph": "joe joey", "joshua": "josh", "katherine": "kathy kate",
        "kimberly": "kim", "lawrence": "larry", "margaret": "maggie meg peggy", "matthew": "matt",
        "michael": "mike mick mikey", "nathaniel": "nate", "nicholas": "nick nicky", "patricia": "pat patty trish",
        "peter": "pete", "philip": "phil", "rebecca": "becca becky", "richard": "rick ricky dick",
        "robert": "bob bobby rob robbie", "ronald": "ron", "samantha": "sam", "samuel": "sam sammy", "stephen": "steve",
        "steven": "steve", "susan": "sue susie", "theodore": "theo ted teddy", "thomas": "tom tommy",
        "timothy": "tim timmy", "victoria": "vicky tori", "william": "will bill billy liam", "zachary": "zach zack",
    }.items()
    for nickname in nicknames.split()
}  # fmt: skip
# "Sam" may be Samuel or Samantha: a nickname of two names tells neither.
_FULL_NAMES = {n: f for n, f in _NICKNAMES.items() if n not in {"alex", "sasha", "sam", "kate", "katie", "pat", "kim"}}


class Likeness(StrEnum):
    """How a name relates to another one of the same type."""

    EQUAL = "equal"
    PART = "part"  # "Ana" and "Ana Lopez"
    NICKNAME = "nickname"  # "Liz" and "Elizabeth"
    SURNAMES = "surnames"  # "Ana Lopez" and "Ana Ruiz": one first name, two bearers
    NONE = "none"


def normal(name: str, of: EntityType) -> tuple[str, ...]:
    """Return the words of a name as they are compared: lower case, without accents, titles, articles and plurals."""
    words = tuple(w.removesuffix("'s") for w in _plain(name).replace(".", " ").split())
    words = words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words
    if of is EntityType.PERSON:
        return tuple(w for w in words if w not in _TITLES) or words
    if of is EntityType.ORGANISATION:
        return tuple(w.strip(",") for w in words if w.strip(",") not in _COMPANY_ENDINGS) or words
    # "Physics" loses its s as well, wherever it is said: what counts is that both sides of a comparison do.
    if of in _COMMON_NOUNS and words:
        return (*words[:-1], singular(words[-1]))
    return words


def _plain(name: str) -> str:
    folded = name.casefold().replace("’", "'")
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def singular(noun: str) -> str:
    """Return a common noun without its plural ending."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes", "oes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun


def compare(one: str, other: str, of: EntityType) -> Likeness:
    """Return how two names of things of one type compare; the order makes no difference."""
    return compare_words(normal(one, of), normal(other, of), of)


def compare_words(one: tuple[str, ...], other: tuple[str, ...], of: EntityType) -> Likeness:
    """Return the same for names that are given by their words, as :func:`normal` returns them."""
    if one == other:
        return Likeness.EQUAL
    if of is not EntityType.PERSON or not one or not other:
        return Likeness.NONE
    return _of_people(one, other) if len(one) <= len(other) else _of_people(other, one)


def _of_people(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness:
    given = _full(short[0]) == _full(long[0])
    if not given:
        return Likeness.NONE
    same_word = short[0] == long[0]
    if len(short) == 1:
        return Likeness.PART if same_word else Likeness.NICKNAME
    # A middle name more or less makes no other person: the first and the last word decide.
    if short[-1] != long[-1]:
        return Likeness.SURNAMES
    return Likeness.PART if same_word else Likeness.NICKNAME


def _full(word: str) -> str:
    return _FULL_NAMES.get(word, word)
