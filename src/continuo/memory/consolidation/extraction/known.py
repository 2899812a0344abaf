"""Places, languages, given names, foods and employers known by name, from the lists of the recogniser of entities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from continuo.memory.consolidation.extraction import entities

_MORE_LANGUAGES = (
    "bsl mandarin sign-language aymara nahuatl greenlandic faroese assamese sindhi konkani ilocano filipino"
)


@cache
def places() -> frozenset[str]:
    """Return the names of countries, regions and cities that are known, in small letters."""
    return frozenset(name for of in ("countries", "regions", "cities") for name in _entries(of))


@cache
def plain_places() -> frozenset[str]:
    """Return those places whose names are no everyday words, so that they need no capital."""
    return frozenset(
        name.removesuffix("~")
        for of in ("countries", "regions", "cities")
        for name in _entries(of, marked=True)
        if not name.endswith("~") and len(name) > 3
    )


@cache
def languages() -> frozenset[str]:
    """Return the names of languages, in small letters."""
    return frozenset(_entries("languages")) | frozenset(_MORE_LANGUAGES.split())


@cache
def given_names() -> frozenset[str]:
    """Return given names that are no everyday words, in small letters."""
    return frozenset(name for name in _entries("given_names", marked=True) if not name.endswith("~"))


@cache
def foods() -> frozenset[str]:
    """Return names of foods, in small letters."""
    return frozenset(_entries("foods"))


@cache
def organisations() -> frozenset[str]:
    """Return names of employers that everybody knows, in small letters."""
    return frozenset(_entries("organisations"))


def is_place(words: str) -> bool:
    """Tell whether words name a known place, with or without what lies around it: "Lisbon, Portugal".

    >>> is_place("Lisbon, Portugal")
    True
    """
    low = words.lower().strip(" .,!").removeprefix("the ")
    return low in places() or low.split(",")[0].strip() in places()


def _entries(name: str, *, marked: bool = False) -> Iterator[str]:
    content = (resources.files(entities) / "data" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in content.splitlines() if not line.startswith("#"))
    for entry in ",".join(lines).split(","):
        plain = entry.strip().lower()
        if plain:
            yield plain if marked else plain.removesuffix("~")
