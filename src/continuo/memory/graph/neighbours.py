"""A signal for recall: from the names in a question to the facts and turns that the graph leads to."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

import numpy as np

from continuo.domain.packed_graph import NAME_HASH_BYTES, PackedGraph, name_hash
from continuo.domain.relation import FAN_OUT
from continuo.memory.graph.identity import user_id
from continuo.memory.graph.names import singular

LONGEST_NAME_WORDS = 4
"""Words of a question that are tried together as one name."""

MOST_NAMED = 8
"""Entities that a question is taken to name; one that names more is about none of them in particular."""

MOST_PLACES_OF_EACH = 50
"""Turns that one entity leads to: the newest."""

STEPS = 2
"""Relations followed from a named entity. A third one leads from anything to everything."""

STEP = 0.5
"""What is left of a score after one step, before the weight of the relation. A choice; recall's ranker weighs it."""

_UNPACKED = 6
"""Bytes in memory for each packed one, rounded up: 5.1 with 300 relations, 5.7 with 20,000 (``tracemalloc``)."""

_NOTHING = b"\0" * 16
_MARKS = ',.;:!?()[]{}"“”„«»…'
Place = tuple[UUID, int]
"""A session and a position in it."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """What the graph leads to, each with a score from 0 to 1, higher is nearer.

    Args:
        entities: those named, with 1, and their neighbours.
        facts: those that a followed relation stands on.
        places: turns that mention one of the entities; at most 50 of each. Their score is that of the entity divided
            by the square root of the number of its mentions (a choice, after the fan effect of Anderson 1974).
    """

    entities: dict[UUID, float] = field(default_factory=dict)
    facts: dict[UUID, float] = field(default_factory=dict)
    places: dict[Place, float] = field(default_factory=dict)


class Web:
    """The present graph of one person in memory, to be walked from names. It never changes: a new one is unpacked."""

    def __init__(self, packed: PackedGraph, subject_id: UUID) -> None:
        self.nbytes = _UNPACKED * sum(len(getattr(packed, name)) for name in PackedGraph.__slots__)
        self._user = user_id(subject_id).bytes
        self._root = _roots(_ids(packed.entity), _ids(packed.merged_into))
        self._names = _rows_by(_split(packed.name, NAME_HASH_BYTES))
        self._named = _ids(packed.named)
        self._ends = list(zip(_ids(packed.from_entity), _ids(packed.to_entity), strict=True))
        self._edges = _rows_by_either(self._ends)
        self._weight = _floats(packed.weight)
        self._valid = list(zip(_floats(packed.valid_from), _floats(packed.valid_to), strict=True))
        self._fact = _ids(packed.fact)
        # Mentions of what was merged are found by what it was merged into.
        self._mentions = _rows_by([self._rooted(e) for e in _ids(packed.mentioned)])
        self._place = _places(_ids(packed.session), np.frombuffer(packed.position, ">i4").tolist())

    def _rooted(self, entity: bytes) -> bytes:
        return self._root.get(entity, entity)

    def named(self, question: str, term_key: bytes) -> list[UUID]:
        """Return the entities that a question names, the longest names first; the user is none of them.

        Args:
            term_key: the secret under which this person's words are hashed.
        """
        if not self._names:
            return []
        found: dict[bytes, None] = {}
        taken: set[int] = set()
        words = _words(question)
        for length in range(min(LONGEST_NAME_WORDS, len(words)), 0, -1):
            for begin in range(len(words) - length + 1):
                stretch = range(begin, begin + length)
                if taken.isdisjoint(stretch) and (hit := self._called(words[begin : begin + length], term_key)):
                    taken.update(stretch)
                    found |= hit
        return [UUID(bytes=entity) for entity in list(found)[:MOST_NAMED]]

    def _called(self, words: Sequence[str], term_key: bytes) -> dict[bytes, None]:
        for form in dict.fromkeys((tuple(words), (*words[:-1], singular(words[-1])))):
            rows = self._names.get(name_hash(term_key, form), ())
            roots = dict.fromkeys(self._rooted(self._named[row]) for row in rows)
            roots.pop(self._user, None)
            if roots:
                return roots
        return {}

    def nearby(self, named: Sequence[UUID], *, as_of: datetime) -> Nearby:
        """Return what lies around some entities, by relations that hold at a moment.

        Nothing is followed through the user: everything is related to them.
        """
        scores = dict.fromkeys((entity.bytes for entity in named), 1.0)
        facts: dict[bytes, float] = {}
        frontier = dict(scores)
        for _ in range(STEPS):
            frontier = self._step(frontier, as_of.timestamp(), scores, facts)
        places: dict[Place, float] = {}
        for entity, score in scores.items():
            rows = self._mentions.get(entity, ())
            # Who is mentioned everywhere leads nowhere in particular.
            near = score / math.sqrt(max(len(rows), 1))
            for row in rows[:MOST_PLACES_OF_EACH]:
                place = self._place[row]
                places[place] = max(near, places.get(place, 0.0))
        return Nearby(_by_id(scores), _by_id(facts), places)

    def _step(
        self, frontier: dict[bytes, float], as_of: float, scores: dict[bytes, float], facts: dict[bytes, float]
    ) -> dict[bytes, float]:
        """Follow one relation from each entity of the frontier; return whom that brought nearer, with their scores."""
        reached: dict[bytes, float] = {}
        for entity, score in frontier.items():
            for edge in self._strongest(entity, as_of):
                near = score * STEP * self._weight[edge]
                if (fact := self._fact[edge]) != _NOTHING:
                    facts[fact] = max(near, facts.get(fact, 0.0))
                one, other = self._ends[edge]
                there = other if one == entity else one
                if there != self._user and near > scores.get(there, 0.0):
                    scores[there] = reached[there] = near
        return reached

    def _strongest(self, entity: bytes, as_of: float) -> Iterator[int]:
        holding = (e for e in self._edges.get(entity, ()) if self._valid[e][0] <= as_of < self._valid[e][1])
        return islice(holding, FAN_OUT)


def _words(question: str) -> list[str]:
    """Return the words of a question as the keys of names have them: lower case, without accents and marks."""
    folded = unicodedata.normalize("NFKD", question.casefold().replace("’", "'"))
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    plain = (word.strip(_MARKS).removesuffix("'s") for word in bare.split())
    return [word for word in plain if word]


def _roots(entities: Sequence[bytes], merged_into: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return what each merged entity was merged into in the end."""
    into = {one: other for one, other in zip(entities, merged_into, strict=True) if other != _NOTHING}
    roots = {}
    for entity, root in into.items():
        while root in into:
            root = into[root]
        roots[entity] = root
    return roots


def _by_id(scores: dict[bytes, float]) -> dict[UUID, float]:
    return {UUID(bytes=key): score for key, score in scores.items()}


def _places(sessions: Sequence[bytes], positions: Sequence[int]) -> list[Place]:
    ids = {session: UUID(bytes=session) for session in dict.fromkeys(sessions)}
    return [(ids[session], position) for session, position in zip(sessions, positions, strict=True)]


def _split(packed: bytes, size: int) -> list[bytes]:
    return [packed[begin : begin + size] for begin in range(0, len(packed), size)]


def _ids(packed: bytes) -> list[bytes]:
    return _split(packed, 16)


def _floats(packed: bytes) -> list[float]:
    return [float(number) for number in np.frombuffer(packed, ">f8")]


def _rows_by(keys: Sequence[bytes]) -> dict[bytes, list[int]]:
    rows: dict[bytes, list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        rows[key].append(row)
    return dict(rows)


def _rows_by_either(ends: Sequence[tuple[bytes, bytes]]) -> dict[bytes, list[int]]:
    rows: dict[bytes, list[int]] = defaultdict(list)
    for row, (one, other) in enumerate(ends):
        rows[one].append(row)
        if other != one:
            rows[other].append(row)
    return dict(rows)
