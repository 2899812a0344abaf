"""What tenants decide about their memories, the profile, and what was spent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from continuo.domain.entity import EntityType
from continuo.domain.item import Kind
from continuo.domain.predicates import Cardinality, Fading, Predicate, Sensitivity
from continuo.domain.profile import ProfileLine
from continuo.domain.retention import LONGEST_DAYS, Action, RetentionRule
from continuo.domain.spending import Spending
from continuo.doors.http.schemas.sessions import PersonIn
from continuo.doors.http.schemas.values import EARLIEST, LATEST, Asked, Filtered, Told
from continuo.memory.consolidation.tending import Plan, Tended

PREDICATE_NAME = "^[a-z][a-z0-9_]{0,63}$"


class PredicateIn(Asked):
    """What a predicate is."""

    cardinality: Annotated[Cardinality, Field(strict=False)]
    fading: Annotated[Fading, Field(strict=False, description="half-life class")] = Fading.MONTHS
    sensitivity: Annotated[Sensitivity, Field(strict=False)] = Sensitivity.ORDINARY
    opposite: Annotated[
        str, Field(pattern=f"{PREDICATE_NAME}|^$", description="the predicate that says the contrary")
    ] = ""
    object_type: Annotated[
        EntityType | None, Field(strict=False, description="the type of entity that its objects name")
    ] = None
    category: list[Annotated[str, Field(min_length=1, max_length=40)]] = Field(
        default_factory=list, max_length=20, description="words that stand for whatever the slot holds"
    )

    def predicate(self, name: str) -> Predicate:
        """Return the predicate."""
        return Predicate(
            name, self.cardinality, self.fading, self.sensitivity, self.opposite,
            self.object_type.value if self.object_type else "", tuple(self.category),
        )  # fmt: skip


class PredicateOut(Told):
    """A predicate of the registry."""

    name: str
    cardinality: str
    fading: str
    sensitivity: str
    opposite: str
    object_type: str
    category: list[str]

    @classmethod
    def of(cls, predicate: Predicate) -> PredicateOut:
        """Return the answer for a predicate."""
        return cls(
            name=predicate.name,
            cardinality=predicate.cardinality.value,
            fading=predicate.fading.value,
            sensitivity=predicate.sensitivity.value,
            opposite=predicate.opposite,
            object_type=predicate.object_type,
            category=list(predicate.category),
        )


class PredicatesOut(Told):
    """The registry as the tenant sees it, in the order of names."""

    predicates: list[PredicateOut]


KindName = Literal["passage", "fact", "episode"]


class RetentionIn(Asked):
    """What happens to memories of a kind at an age."""

    action: Annotated[Action, Field(strict=False)]
    after_days: Annotated[int, Field(ge=1, le=LONGEST_DAYS)]

    def rule(self, kind: str) -> RetentionRule:
        """Return the rule."""
        return RetentionRule(Kind[kind.upper()], self.action, self.after_days)


class RetentionOut(Told):
    """A rule of the tenant."""

    kind: str
    action: str
    after_days: int

    @classmethod
    def of(cls, rule: RetentionRule) -> RetentionOut:
        """Return the answer for a rule."""
        return cls(kind=rule.kind.name.lower(), action=rule.action.value, after_days=rule.after_days)


class RetentionsOut(Told):
    """The tenant's rules; a kind without one is kept for ever."""

    rules: list[RetentionOut]


class ProfileLineOut(Told):
    """One line of a profile, and what it stands on."""

    section: str
    text: str
    weight: float
    facts: list[UUID]
    episodes: list[UUID]
    distilled_at: datetime

    @classmethod
    def of(cls, line: ProfileLine) -> ProfileLineOut:
        """Return the answer for a line."""
        return cls(
            section=line.section.value,
            text=line.text,
            weight=line.weight,
            facts=list(line.facts),
            episodes=list(line.episodes),
            distilled_at=line.distilled_at,
        )


class ProfileOut(Told):
    """What is held of a person on one page; empty until it was distilled."""

    lines: list[ProfileLineOut]


class DistilIn(PersonIn):
    """Whether to do it, or to say what would be done."""

    dry_run: bool = False


class GroupOut(Told):
    """Facts that say the same: the one that stays, and those that go into it."""

    into: UUID
    statement: str
    members: list[UUID]


class DueOut(Told):
    """What has reached the age at which the tenant lets it go."""

    passages: int
    facts: list[UUID]
    episodes: list[UUID]


class DistilledOut(Told):
    """What was done, or with ``dry_run`` would be."""

    dry_run: bool
    merged: int
    expired: int
    lines: int
    alike: list[GroupOut]
    due: DueOut | None

    @classmethod
    def planned(cls, plan: Plan) -> DistilledOut:
        """Return the answer for a dry run."""
        alike = [
            GroupOut(into=g.into.fact_id, statement=g.into.statement, members=[m.fact_id for m in g.members])
            for g in plan.alike
        ]
        due = DueOut(passages=plan.due.passages, facts=list(plan.due.facts), episodes=list(plan.due.episodes))
        expired = due.passages + len(due.facts) + len(due.episodes)
        merged = sum(len(g.members) for g in alike) + sum(len(others) for _, others in plan.told_twice)
        return cls(dry_run=True, merged=merged, expired=expired, lines=0, alike=alike, due=due)

    @classmethod
    def done(cls, tended: Tended) -> DistilledOut:
        """Return the answer for what was done."""
        return cls(dry_run=False, merged=tended.merged, expired=tended.expired, lines=tended.lines, alike=[], due=None)


class UsageQuery(Filtered):
    """Which days are wanted; the last thirty, if left out."""

    since: Annotated[date | None, Field(ge=EARLIEST.date(), le=LATEST.date())] = None
    until: Annotated[date | None, Field(ge=EARLIEST.date(), le=LATEST.date())] = None


class SpendingOut(Told):
    """What one day of one model cost."""

    day: date
    model: str
    used_for: str
    calls: int
    tokens_in: int
    tokens_out: int
    micro_dollars: int
    fallbacks: int
    dropped: int


class UsageOut(Told):
    """What work with language models cost, newest day first."""

    since: date
    until: date
    micro_dollars: int
    spending: list[SpendingOut]


def spending_out(spending: Spending) -> SpendingOut:
    """Return the answer for a day's spending."""
    spent = spending.spent
    return SpendingOut(
        day=spending.day,
        model=spending.model,
        used_for=spending.purpose,
        calls=spent.calls,
        tokens_in=spent.tokens_in,
        tokens_out=spent.tokens_out,
        micro_dollars=spent.micro_dollars,
        fallbacks=spent.fallbacks,
        dropped=spent.dropped,
    )
