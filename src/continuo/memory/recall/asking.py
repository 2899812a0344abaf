"""Questions about what was said, read from their words: how often, when, everything, first and last.

"How often did I mention running?" has one right answer, and no ranking gives it. Only questions of plain forms are
taken for such: whatever is not understood whole is left to the ranking.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from continuo.domain.mentions import Stretch
from continuo.domain.moments import MomentKind, spans
from continuo.domain.turn import Role
from continuo.memory.recall.asking_forms import CUE, FILLERS, FORMS, WHO, Form
from continuo.memory.vectors.terms import TermHasher, telling

MOST_TOPIC_WORDS = 4
"""A topic of more telling words is a sentence: that no turn has all of them says nothing."""

LONGEST_ASKED = 200
"""Characters: a longer text asks for more than a count."""

_BEFORE_TIME = re.compile(
    r"(?:\s|^)(?:on|in|at|since|during|from|the|am|im|an|seit|im|vom|den|der|en|le|au|du|depuis|el|desde|del)?\s*\Z",
    re.IGNORECASE,
)
_EDGES = " \t\n.,;:!?¿¡\"'“”„«»’"
_FIRST = re.compile(r"first|earliest|erste|zuerst|premi|primer", re.IGNORECASE)


class Want(StrEnum):
    """What is wanted of the turns that are meant."""

    COUNT = "count"
    EVERY = "every"
    FIRST = "first"
    LAST = "last"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about what was said.

    Args:
        topic: the words that the turns are to mention; empty where it names none.
        roles: whose turns; ``None`` for everybody's.
        speaker: whose turns, by name.
        stretches: when they were said; empty for at any time.
        of_sessions: whether conversations are meant, not turns.
        zone: of the one who asks.
    """

    want: Want
    topic: str = ""
    roles: tuple[Role, ...] | None = None
    speaker: str = ""
    stretches: tuple[Stretch, ...] = ()
    of_sessions: bool = False
    zone: tzinfo = UTC

    @property
    def is_for_the_ranking(self) -> bool:
        """Return whether nothing but a topic is asked for: likeness finds it in other words too, and in less time."""
        return self.want is Want.SAID and not self.stretches


def asked_of(text: str, *, now: datetime, hasher: TermHasher, speakers: Collection[int]) -> Asked | None:
    """Return what a question asks of the turns themselves; ``None`` for every other question.

    Args:
        now: the moment of asking, in the zone of the one who asks.
        speakers: hashes of everyone who speaks in this memory: other names are no speakers.
    """
    plain = " ".join(text.replace("’", "'").split())
    if len(plain) > LONGEST_ASKED or not CUE.search(plain):
        return None
    timeless, stretches = _without_time(plain, now)
    for form in FORMS:
        if form.may_match(timeless) and (match := form.pattern.fullmatch(timeless)) is not None:
            found = _read(form, match, stretches, hasher, speakers)
            if found is not None:
                return replace(found, zone=now.tzinfo or UTC)
    return None


def _read(
    form: Form, match: re.Match[str], stretches: tuple[Stretch, ...], hasher: TermHasher, speakers: Collection[int]
) -> Asked | None:
    said = match.groupdict()
    topic = _topic(said.get("topic") or "")
    words = telling(topic)
    if len(words) > MOST_TOPIC_WORDS or (said.get("topic") and not words):
        return None
    want = _wanted(form, said.get("nth"))
    if not words and not stretches and want not in (Want.FIRST, Want.LAST) and not form.of_sessions:
        return None
    who = (said.get("who") or form.who).casefold()
    if who in WHO or not who:
        return Asked(want, topic, WHO.get(who), "", stretches, form.of_sessions)
    if hasher.speaker(who) not in speakers:
        return None
    return Asked(want, topic, None, said["who"], stretches, form.of_sessions)


def _wanted(form: Form, nth: str | None) -> Want:
    if nth is None:
        return Want(form.want)
    return Want.FIRST if _FIRST.search(nth) else Want.LAST


def _topic(text: str) -> str:
    """Return the words of a topic without what frames it: articles, "the topic of", "anything like"."""
    words = text.strip(_EDGES).split()
    while words and words[0].casefold().strip(_EDGES) in FILLERS:
        words = words[1:]
    while words and words[-1].casefold().strip(_EDGES) in FILLERS:
        words = words[:-1]
    return " ".join(words).strip(_EDGES)


def _without_time(text: str, now: datetime) -> tuple[str, tuple[Stretch, ...]]:
    """Return a question without the times that it names, and the stretches of time they stand for."""
    kept, stretches, end = "", [], 0
    for moment in spans(text, now=now):
        if moment.kind is MomentKind.CLOCK:
            continue
        kept += _BEFORE_TIME.sub(" ", text[end : moment.start])
        end = moment.end
        stretches.append((moment.since, moment.until))
    return " ".join((kept + text[end:]).strip(_EDGES).split()), tuple(stretches)
