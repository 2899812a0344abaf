"""Labelled conversations: what was said, and what has to be believed at the end of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from continuo.domain.fact import Fact
from continuo.domain.turn import Role, Turn

FOLDER = Path(__file__).parent.parent / "facts"
HALVES = ("tuning", "held_out")
_SPACE = UUID("6f1b2c1e-0c57-4f0f-9b1a-5f7f0e6c2f11")

ALIKE = {
    "drives": "owns",
    "nickname": "name",
    "avoids": "diet",
    "prefers": "likes",
    "has_relative": "has_family",
    "has_parent": "has_family",
    "has_sibling": "has_family",
    "has_child": "has_family",
    "has_friend": "has_friend",
}
"""Predicates that a reader may take for one another; labels of one count for the other."""

_MORE_WORDS = 4
_ARTICLES = frozenset({"a", "an", "the", "my", "our", "her", "his", "their", "some"})


@dataclass(frozen=True, slots=True)
class Label:
    """One value that is expected, or must not be found.

    Args:
        turns: places of the turns that say so, from 0.
    """

    predicate: str
    objects: tuple[str, ...]
    turns: frozenset[int] = frozenset()
    about: str = "user"

    def fits(self, fact: Fact) -> bool:
        """Tell whether a fact says this."""
        if fact.about.casefold() != self.about.casefold():
            return False
        if not self._fits_predicate(fact.predicate):
            return False
        accepted = any(_tokens(said) == _tokens(fact.object) for said in self.objects[1:])
        return accepted or _same(self.objects[0], fact.object)

    def _fits_predicate(self, predicate: str) -> bool:
        if self.predicate in {"*", predicate}:
            return True
        for family in ("date_of_", "number_of_", "favourite_"):
            if self.predicate.startswith(family) and predicate.startswith(family):
                return bool(_words(self.predicate) & _words(predicate))
        return _kind(self.predicate) == _kind(predicate)


@dataclass(frozen=True, slots=True)
class Told:
    """A conversation with its labels.

    Args:
        clarify: pairs of values between which a listener has to ask.
    """

    name: str
    family: str
    half: str
    turns: tuple[Turn, ...]
    current: tuple[Label, ...]
    past: tuple[Label, ...]
    clarify: tuple[tuple[Label, Label], ...]
    also: tuple[Label, ...]
    absent: tuple[Label, ...]

    def turn_number(self, session_id: UUID, position: int) -> int:
        """Return the place of a turn among all of the conversation, from 0; -1 where it is not of it."""
        places = [(t.session_id, t.position) for t in self.turns]
        return places.index((session_id, position)) if (session_id, position) in places else -1


def read_labels(half: str) -> Iterator[Told]:
    """Yield the conversations of one half, family by family."""
    for path in sorted((FOLDER / half).glob("*.json")):
        family = json.loads(path.read_text(encoding="utf-8"))
        for conversation in family["conversations"]:
            yield _told(conversation, path.stem, half)


def _told(given: dict[str, Any], family: str, half: str) -> Told:
    expected = given["expect"]
    return Told(
        name=given["id"],
        family=family,
        half=half,
        turns=tuple(_turns(given)),
        current=tuple(_label(e) for e in expected.get("current", ())),
        past=tuple(_label(e) for e in expected.get("past", ())),
        clarify=tuple(_pair(e) for e in expected.get("clarify", ())),
        also=tuple(_label(e) for e in expected.get("also", ())),
        absent=tuple(_label(e) for e in expected.get("absent", ())),
    )


def _turns(given: dict[str, Any]) -> Iterator[Turn]:
    spoken: dict[str, int] = {}
    for said in given["turns"]:
        name = said.get("session", "a")
        spoken[name] = spoken.get(name, 0) + 1
        moment = datetime.fromisoformat(said["said_at"])
        session_id = uuid5(_SPACE, f"{given['id']}|{name}")
        yield Turn(session_id, spoken[name], Role(said["role"]), said["text"], said.get("speaker", ""), moment, moment)


def _label(given: dict[str, Any]) -> Label:
    objects = (str(given["object"]), *map(str, given.get("accept", ())))
    return Label(given["predicate"], objects, frozenset(given.get("turns", ())), given.get("about", "user"))


def _pair(given: dict[str, Any]) -> tuple[Label, Label]:
    first, second = (Label(given["predicate"], (str(o),), about=given.get("about", "user")) for o in given["objects"])
    return first, second


def _kind(predicate: str) -> str:
    if predicate.startswith("favourite_"):
        return "likes"
    return ALIKE.get(predicate, predicate)


def _words(predicate: str) -> set[str]:
    return {w.removesuffix("s") for w in predicate.split("_")[2 if predicate.split("_")[1:2] == ["of"] else 1 :]}


def _same(wanted: str, found: str) -> bool:
    label, words = _tokens(wanted), _tokens(found)
    if label == words:
        return True
    if not label or len(words) > len(label) + _MORE_WORDS:
        return False
    rest = iter(words)
    return all(word in rest for word in label)


def _tokens(text: str) -> list[str]:
    found = re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))
    kept = [w for w in found if w not in _ARTICLES] or found
    return [w.removesuffix("s") if len(w) > 3 else w for w in kept]
