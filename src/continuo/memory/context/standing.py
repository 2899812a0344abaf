"""What goes along with every answer: how somebody is called, what is dangerous for them, what they wish for."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuo.domain.episode import Episode
from continuo.domain.fact import Fact, Status
from continuo.domain.moments import Moment
from continuo.domain.profile import ProfileLine, Section
from continuo.domain.scope import Scope
from continuo.domain.turn import Source
from continuo.memory.context.draft import Line
from continuo.ports.glance import Profile
from continuo.ports.storage import Person

ALWAYS = (Section.PINNED, Section.SAFETY, Section.WISHES)
"""Sections of the profile whose lines always go along, the most important first: nobody asks "am I allergic?" before a
recipe is suggested. The name comes before them."""

MOST_SOURCES = 3
KEPT_S = 60.0
"""After this the page is read again: it is distilled in the background, which changes no version."""

MOST_PEOPLE = 10_000

_Key = tuple[UUID, UUID, str | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the profile, with what it stands on."""

    text: str
    sources: tuple[Source, ...]
    said_at: datetime
    refers_to: UUID

    def line(self, section: str = "standing", kind: str = "profile") -> Line:
        """Return the line that asks for a place in a block."""
        return Line(section, "user", kind, self.text, "", "", self.sources, self.said_at, refers_to=self.refers_to)


@dataclass(frozen=True, slots=True)
class Month:
    """The digest of a past month, and from when to when its episodes went."""

    since: datetime
    until: datetime
    told: Standing

    def meets(self, moments: Sequence[Moment]) -> bool:
        """Tell whether one of the stretches of time overlaps it."""
        return any(moment.since <= self.until and self.since <= moment.until for moment in moments)


@dataclass(frozen=True, slots=True)
class Page:
    """What the profile gives to every answer, and what it gives to questions about the past."""

    always: tuple[Standing, ...] = ()
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    epoch: int
    index_version: int
    until: float
    page: Page


class StandingLines:
    """What goes along of the people asked about last, at hand: an answer does not wait for it to be read."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()

    def known(self, scope: Scope, person: Person) -> Page | None:
        """Return the page as it is at hand; ``None`` where it has to be read."""
        kept = self._kept.get(_key(scope))
        if kept is None or (kept.epoch, kept.index_version) != (person.epoch, person.index_version):
            return None
        return kept.page if time.monotonic() < kept.until else None

    def keep(self, scope: Scope, person: Person, profile: Profile) -> Page:
        """Return the page of a profile that was just read, and keep it at hand."""
        page = Page(standing(profile.lines, profile.facts), months(profile.lines, profile.episodes))
        key = _key(scope)
        self._kept[key] = _Kept(person.epoch, person.index_version, time.monotonic() + KEPT_S, page)
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_PEOPLE:
            self._kept.popitem(last=False)
        return page

    async def forget(self, scope: Scope) -> int:
        """Forget a person's lines, and return how many were at hand."""
        mine = [key for key in self._kept if key[:2] == (scope.tenant_id, scope.subject_id)]
        return sum(len(self._kept.pop(key).page.always) for key in mine)


def standing(page: Sequence[ProfileLine], facts: Mapping[UUID, Fact]) -> tuple[Standing, ...]:
    """Return the lines of a profile that go along with every answer, the most important first.

    Args:
        facts: that the page stands on, as they are now; a line of which one does not hold any more is left out.
    """
    held = [line for line in page if line.facts and all(_holds(facts.get(i)) for i in line.facts)]
    named = [line for line in held if facts[line.facts[0]].predicate == "name"]
    always = [line for section in ALWAYS for line in held if line.section is section and line not in named]
    return tuple(s for line in [*named[:1], *always] for s in _told(line, [facts[i] for i in line.facts]))


def _told(line: ProfileLine, facts: Sequence[Fact]) -> list[Standing]:
    # Wishes are sentences: together on one line they would find no place in a small block, and all be left out.
    if line.section is Section.WISHES:
        return [_standing(fact.statement, [fact]) for fact in facts]
    return [_standing(line.text, facts)]


def months(page: Sequence[ProfileLine], episodes: Mapping[UUID, Episode]) -> tuple[Month, ...]:
    """Return the digests of a profile whose episodes are still there, the earliest first."""
    found = []
    for line in page:
        told = [episodes[i] for i in line.episodes if i in episodes]
        if line.section is not Section.PAST or len(told) < len(line.episodes) or not told:
            continue
        sources = tuple(Source(e.session_id, e.first, 0, 0) for e in told)
        since, until = min(e.started_at for e in told), max(e.ended_at for e in told)
        found.append(Month(since, until, Standing(line.text, sources, until, told[0].episode_id)))
    return tuple(found)


def _standing(text: str, facts: Sequence[Fact]) -> Standing:
    sources = tuple(fact.evidence[-1].source for fact in facts if fact.evidence)[:MOST_SOURCES]
    return Standing(text, sources, max(fact.said_at for fact in facts), facts[0].fact_id)


def _holds(fact: Fact | None) -> bool:
    return fact is not None and fact.status is Status.CURRENT


def _key(scope: Scope) -> _Key:
    return scope.tenant_id, scope.subject_id, scope.purpose
