"""Conversations of our own making in which values change: what the rule that newer supersedes older is fitted on.

Every sentence is put together from the phrases below. Beside values that change there are values that stay, are said
again, or are only talked about later on, so that what came later is not simply right.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.ranking.phrases import ABOUT, ASIDES, CHATTER, FIELDS, REPLIES, REQUESTS, Field

SOURCE = "made"
BEGIN = datetime(2031, 3, 3, 9, tzinfo=UTC)
MOST_DAYS_APART = 40


@dataclass
class _Talk:
    """A conversation in the making.

    Args:
        said: for each session its turns, as speaker and text.
        marks: by label, where a labelled turn lies: session and place.
    """

    random: random.Random
    said: list[list[tuple[str, str]]]
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    questions: list[dict[str, Any]] = field(default_factory=list)

    def say(self, session: int, text: str, label: str = "") -> None:
        """Let the user say something in one of the sessions, and the assistant answer."""
        if label:
            self.marks[label] = (session, len(self.said[session]))
        self.said[session] += [("user", text), ("assistant", self.random.choice(REPLIES))]

    def sessions(self, count: int) -> list[int]:
        """Return some sessions, in order."""
        return sorted(self.random.sample(range(len(self.said)), count))


def conversations(count: int, *, seed: int) -> Iterator[dict[str, Any]]:
    """Return conversations in the shape of the benchmark files."""
    for number in range(count):
        yield _conversation(random.Random(f"{seed}/{number}"), f"{SOURCE}-{number}")


def _conversation(chance: random.Random, name: str) -> dict[str, Any]:
    talk = _Talk(chance, [[] for _ in range(chance.randint(15, 30))])
    matters = [(f, what) for f in FIELDS for what in f.whats]
    chance.shuffle(matters)
    for number, (kind, what) in enumerate(matters[: chance.randint(22, 30)]):
        (_changed if number % 3 == 0 else _unchanged)(talk, kind, what, f"{name}-{number}")
    for session in range(len(talk.said)):
        for _ in range(chance.randint(1, 6)):
            talk.say(session, chance.choice(CHATTER))
    return _written(talk, name)


def _changed(talk: _Talk, kind: Field, what: str, label: str) -> None:
    """Let a value be told, perhaps talked about, changed, perhaps talked about again, and asked for."""
    old, new = talk.random.sample(kind.values, 2)
    first, between, second, after = talk.sessions(4)
    talk.say(first, _message(talk.random, kind.old, what, old), f"{label}-old")
    if talk.random.random() < 0.6:
        is_repeated = talk.random.random() < 0.5
        talk.say(between, _message(talk.random, kind.old, what, old) if is_repeated else _about(talk.random, what))
    talk.say(second, _message(talk.random, kind.new, what, new), f"{label}-new")
    if talk.random.random() < 0.4:
        talk.say(after, _about(talk.random, what))
    text = talk.random.choice(kind.asks).format(what=what)
    talk.questions.append({"text": text, "newer": [f"{label}-new"], "older": [f"{label}-old"]})


def _unchanged(talk: _Talk, kind: Field, what: str, label: str) -> None:
    """Let a value be told, talked about and perhaps said again, and asked for: its first mention is the evidence."""
    value = talk.random.choice(kind.values)
    first, second, third = talk.sessions(3)
    talk.say(first, _message(talk.random, kind.old, what, value), f"{label}-old")
    talk.say(second, _about(talk.random, what))
    if talk.random.random() < 0.4:
        talk.say(third, _about(talk.random, what))
    elif talk.random.random() < 0.4:
        talk.say(third, _message(talk.random, kind.old, what, value))
    asks = kind.asks if talk.random.random() < 0.6 else kind.others
    text = talk.random.choice(asks).format(what=what)
    talk.questions.append({"text": text, "evidence": [f"{label}-old"]})


def _message(chance: random.Random, patterns: Sequence[str], what: str, value: str) -> str:
    """Return a statement on its own, or wrapped into a wish."""
    statement = chance.choice(patterns).format(what=what, value=value)
    request = chance.choice(REQUESTS)
    forms = (
        f"{_upper(statement)}.",
        f"{_upper(statement)}. {request}",
        f"{request} {chance.choice(ASIDES)}, {statement}.",
        f"{request} {chance.choice(ASIDES)}, {statement}. {chance.choice(CHATTER)}",
        f"{chance.choice(CHATTER)} {_upper(statement)}, and I wonder what that means for the rest. {request}",
        f"{request} {chance.choice(ASIDES)}, {statement}, and {_beside_the_point(chance)}.",
        f"{_upper(_beside_the_point(chance))}, and {statement}. {request}",
    )
    return chance.choice(forms)


def _beside_the_point(chance: random.Random) -> str:
    """Return a statement about some other thing, which nobody asks for."""
    kind = chance.choice(FIELDS)
    return chance.choice(kind.old).format(what=chance.choice(kind.whats), value=chance.choice(kind.values))


def _about(chance: random.Random, what: str) -> str:
    return chance.choice(ABOUT).format(what=what, request=chance.choice(REQUESTS))


def _upper(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _written(talk: _Talk, name: str) -> dict[str, Any]:
    moment, sessions = BEGIN, []
    is_of_one_day = talk.random.random() < 0.3
    names: dict[tuple[int, int], str] = {}
    for session, said in enumerate(talk.said):
        moment += timedelta(0) if is_of_one_day else timedelta(days=talk.random.randint(0, MOST_DAYS_APART))
        turns = []
        for place, (speaker, text) in enumerate(said):
            names[session, place] = f"{name}/{session}/{place}"
            turns.append({"id": names[session, place], "speaker": speaker, "text": text})
        sessions.append({"id": f"{name}/{session}", "time": moment.isoformat(), "turns": turns})
    at = {label: names[place] for label, place in talk.marks.items()}
    asked_at = (moment + timedelta(days=2)).isoformat()
    questions = [_question(q, at, asked_at) for q in talk.questions]
    return {"id": name, "sessions": sessions, "questions": questions}


def _question(asked: Mapping[str, Any], at: Mapping[str, str], asked_at: str) -> dict[str, Any]:
    newer, older = ([at[label] for label in asked.get(key, ())] for key in ("newer", "older"))
    evidence = [at[label] for label in asked.get("evidence", ())] or [*older, *newer]
    category = "update" if newer else "value"
    return {"text": asked["text"], "category": category, "asked_at": asked_at, "evidence": evidence, "newer": newer,
            "older": older}  # fmt: skip
