"""Whether two objects of a slot name the same thing: equal words, or one adds detail to the other."""

from __future__ import annotations

import re

from continuo.domain.quantities import same_quantity

_TOKEN = re.compile(r"\w+(?:['’]\w+)?|,")
_ARTICLES = frozenset({"a", "an", "the", "my", "our", "her", "his", "their", "some"})
_DETAIL = frozenset(
    {"named", "called", "in", "of", "at", "from", "with", "who", "that", "which", "for", "on", "near", "since"}
    | {"by", "and", "as", "to", "where", ","}
)
"""What follows one of these describes the thing; it does not make it another."""

_LIGHT = frozenset(
    {"go", "goes", "going", "to", "play", "plays", "playing", "do", "does", "doing", "practise", "practising"}
    | {"practice", "practicing", "have", "having", "take", "taking", "get", "getting"}
)
"""Verbs that say no more than that something is done: "playing tennis" is tennis. Only where they stand first."""

_NAMED = re.compile(
    r"\b(?:named|called)\s+(?P<name>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)|^[a-z][\w\s-]*\s(?P<last>[A-Z][\w'’-]*)$"
)

_VARIANTS = {
    "nyc": "new york city",
    "la": "los angeles",
    "sf": "san francisco",
    "uk": "united kingdom",
    "usa": "united states",
    "us": "united states",
    "uae": "united arab emirates",
    "dev": "developer",
    "vp": "vice president",
    "pm": "product manager",
    "uni": "university",
    "tv": "television",
    "colour": "color",
}
"""Short forms that everybody reads as the long one."""


def words(text: str) -> tuple[str, ...]:
    """Return the words that tell objects apart: small letters, no articles, no plural, short forms written out.

    >>> words("The Beagles")
    ('beagle',)
    """
    found = [w.casefold() for w in _TOKEN.findall(text)]
    # A comma at either end separates nothing.
    while found and found[-1] == ",":
        found.pop()
    kept = [w for w in found if w not in _ARTICLES]
    spelt = [part for w in (kept or found) for part in _VARIANTS.get(w, w).split()]
    while len(spelt) > 1 and spelt[0] in _LIGHT:
        spelt = spelt[1:]
    bare = [w for w in spelt if w not in _ARTICLES] or spelt
    return tuple(_singular(w) for w in bare)


def same_object(one: str, other: str) -> bool:
    """Return whether two objects name the same thing.

    Detail after the head adds to a thing ("a beagle named Toto"), a word before it makes another ("hot dogs"), and so
    does a word behind it that no connecting word introduces ("coffee cake"), unless both are proper names.

    >>> same_object("a beagle", "the Beagle named Toto")
    True
    >>> same_object("hot dogs", "dogs")
    False
    >>> same_object("1.8 m", "180 cm")
    True
    """
    measured = same_quantity(one, other)
    if measured is not None:
        return measured
    first, second = words(one), words(other)
    if not first or not second:
        return one.casefold().strip() == other.casefold().strip()
    if first == second or _bears_the_name(one, other) or _bears_the_name(other, one):
        return True
    (short, text), (long, longer) = sorted(((first, one), (second, other)), key=lambda pair: len(pair[0]))
    if len(short) == len(long) or long[: len(short)] != short:
        return False
    return long[len(short)] in _DETAIL or (_is_name(text) and _is_name(longer))


def _bears_the_name(one: str, other: str) -> bool:
    """Tell whether a bare name is the name of the other: "Rex" and "a dog named Rex"."""
    found = _NAMED.search(other.strip())
    if found is None or not _is_name(one):
        return False
    return words(one) == words(found["name"] or found["last"])


def beginnings(text: str) -> tuple[str, ...]:
    """Return the first words that an object goes by: two objects that are the same share at least one.

    >>> beginnings("a dog named Rex")
    ('dog', 'rex')
    """
    found = words(text)
    if not found:
        return ("",)
    # Numbers are compared by value, whatever they begin with.
    first = "#" if found[0][0].isdigit() else found[0]
    bearer = _NAMED.search(text.strip())
    name = words(bearer["name"] or bearer["last"]) if bearer is not None else ()
    return (first, name[0]) if name and name[0] != first else (first,)


def is_category(text: str, category: tuple[str, ...]) -> bool:
    """Return whether an object stands for all that a slot holds: "any pets", "my car"."""
    said = [w for w in words(text) if w not in {"any", "all", "more", "anymore"}]
    return not said or (len(said) == 1 and said[0] in category)


def _is_name(text: str) -> bool:
    found = [w for w in re.findall(r"\w+", text) if w.casefold() not in _ARTICLES]
    return bool(found) and all(w[0].isupper() or w[0].isdigit() for w in found)


def _singular(word: str) -> str:
    # "movie" and "berry" have the same plural ending, so both are cut to the same form.
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith("ie"):
        return f"{word[:-2]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
