"""The profile of a person: what is held of them on one page, the weightiest first, each line with what it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from continuo.domain.episode import Episode
from continuo.domain.fact import THE_USER, Fact, Status
from continuo.domain.fading import half_life, weight
from continuo.domain.predicates import Fading, Predicate, Predicates, Sensitivity
from continuo.domain.profile import ProfileLine, Section

MOST_LINES = 60
MOST_ON_A_LINE = 12
MOST_TOPICS = 12
MOST_SOURCES = 10
TOPIC_HALF_LIFE = timedelta(days=180)
USE_COUNTS = 0.5
"""Being handed out makes a fact younger by this share only: else what is recalled would be recalled for ever."""

_SECTIONS = {
    "wishes": Section.WISHES,
    "prefers": Section.TASTES,
    "likes": Section.TASTES,
    "dislikes": Section.TASTES,
    "plans_to": Section.PLANS,
    "lives_in": Section.HOME_AND_WORK,
    "from": Section.IDENTITY,
    "job_title": Section.HOME_AND_WORK,
    "works_at": Section.HOME_AND_WORK,
    "studies": Section.HOME_AND_WORK,
    "studied_at": Section.HOME_AND_WORK,
    "name": Section.IDENTITY,
    "nickname": Section.IDENTITY,
    "birthday": Section.IDENTITY,
    "age": Section.IDENTITY,
    "speaks": Section.IDENTITY,
    "partner": Section.PEOPLE,
    "relationship_status": Section.PEOPLE,
}


@dataclass(frozen=True, slots=True)
class Held:
    """What a profile is made from.

    Args:
        facts: of the person, in any status.
        uses: when facts were last handed out.
        episodes: of the person.
    """

    facts: Sequence[Fact]
    uses: Mapping[UUID, datetime]
    episodes: Sequence[Episode]


def present_weight(fact: Fact, predicate: Predicate, now: datetime, *, used_at: datetime | None = None) -> float:
    """Return how much a fact counts now, 0 to 1: sure and fresh counts more; pinned, identity and safety never fade.

    Args:
        used_at: when it was last handed out.
    """
    if fact.pinned:
        return 1.0
    age = max(now - fact.said_at, timedelta(0))
    if used_at is not None:
        age = min(age, age * USE_COUNTS + max(now - used_at, timedelta(0)) * (1 - USE_COUNTS))
    return weight(fact.confidence, age, half_life(predicate.fading))


def profile(held: Held, predicates: Predicates, now: datetime) -> list[ProfileLine]:
    """Return the page, section by section; lines beyond the 60 weightiest are left out."""
    drafts = [*_facts(held, predicates, now), *_topics(held.episodes, now)]
    kept = sorted(drafts, key=lambda line: (-line.weight, line.section, line.text))[:MOST_LINES]
    order = list(Section)
    kept.sort(key=lambda line: (order.index(line.section), -line.weight, line.text))
    return [_numbered(line, number) for number, line in zip(count(1), kept, strict=False)]


def _numbered(line: ProfileLine, number: int) -> ProfileLine:
    return ProfileLine(
        number, line.section, line.text, line.weight, line.facts, line.episodes, line.distilled_at, line.purposes
    )


def _facts(held: Held, predicates: Predicates, now: datetime) -> Iterable[ProfileLine]:
    groups: dict[tuple[Section, str, tuple[str, ...]], list[tuple[float, Fact]]] = defaultdict(list)
    for fact in held.facts:
        if fact.about != THE_USER or fact.status is not Status.CURRENT or (fact.valid_to and fact.valid_to <= now):
            continue
        predicate = predicates.of(fact.predicate)
        weighed = round(present_weight(fact, predicate, now, used_at=held.uses.get(fact.fact_id)), 6)
        groups[section_of(fact, predicate), fact.predicate, fact.purposes].append((weighed, fact))
    for (section, name, purposes), weighed_facts in groups.items():
        weighed_facts.sort(key=lambda pair: (-pair[0], pair[1].object))
        shown = weighed_facts[:MOST_ON_A_LINE]
        facts = [f for _, f in shown]
        text = facts[0].statement if len(facts) == 1 else f"{_label(name)}: {', '.join(f.object for f in facts)}."
        unsure = " (unsure)" if any(f.unsure for f in facts) else ""
        yield ProfileLine(0, section, text + unsure, shown[0][0], tuple(f.fact_id for f in facts), (), now, purposes)


def section_of(fact: Fact, predicate: Predicate) -> Section:
    """Return where a fact belongs on the page."""
    if fact.pinned:
        return Section.PINNED
    if predicate.sensitivity is Sensitivity.SPECIAL:
        return Section.SAFETY
    if fact.predicate in _SECTIONS:
        return _SECTIONS[fact.predicate]
    if fact.predicate.startswith("favourite_"):
        return Section.TASTES
    if predicate.object_type == "person":
        return Section.PEOPLE
    return Section.IDENTITY if predicate.fading is Fading.NEVER else Section.LIFE


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _topics(episodes: Sequence[Episode], now: datetime) -> Iterable[ProfileLine]:
    """Return what was talked about most, fresh talk counting more; weights are shares of the first."""
    weights: dict[tuple[str, tuple[str, ...]], float] = defaultdict(float)
    sources: dict[tuple[str, tuple[str, ...]], list[UUID]] = defaultdict(list)
    for episode in sorted(episodes, key=lambda e: (e.ended_at, e.episode_id), reverse=True):
        age = max(now - episode.ended_at, timedelta(0))
        for topic in episode.topics:
            key = topic.casefold(), episode.purposes
            weights[key] += weight(1.0, age, TOPIC_HALF_LIFE)
            sources[key].append(episode.episode_id)
    heaviest = max(weights.values(), default=1.0)
    chosen = sorted(weights, key=lambda key: (-weights[key], key))[:MOST_TOPICS]
    for key in chosen:
        topic, purposes = key
        share = round(weights[key] / heaviest, 6)
        yield ProfileLine(0, Section.TOPICS, topic, share, (), tuple(sources[key][:MOST_SOURCES]), now, purposes)
