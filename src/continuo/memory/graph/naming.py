"""Which mentions of one person's conversations mean the same entity.

Pure functions over what is known of one person. They decide nothing for good: every decision carries its reason and
how sure it is, so that whoever stores it can take it back. Two entities of different types are never the same, and a
doubt between two known ones is left open, because a wrong merge hides more than a missing one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from continuo.domain.entity import EntityType, Mention
from continuo.domain.roles import agree, is_single, replaces
from continuo.memory.graph.names import Likeness, compare_words, normal

Which = UUID | int
"""A known entity by its id, or one that the mentions bring in, by its number from 0."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity as naming sees it.

    Args:
        names: everything it was called, first the name it goes by; empty while it is only "my sister".
        roles: what it was said to be to the speaker.
    """

    entity_id: UUID
    type: EntityType
    names: tuple[str, ...]
    roles: frozenset[str] = frozenset()


class Reason(StrEnum):
    """Why a mention was taken for an entity, or for none of those known."""

    SAME_NAME = "same_name"
    PART_OF_NAME = "part_of_name"
    NICKNAME = "nickname"
    NAME_AND_ROLE = "name_and_role"
    SAME_ROLE = "same_role"
    ROLE_NAMED = "role_named"  # "my sister" was known without a name; now she is Ana
    NEW = "new"
    OTHER_ROLE = "other_role"  # that name is known, but as somebody else to the speaker
    OTHER_SURNAME = "other_surname"
    SEVERAL = "several"  # more than one known entity fits: left open
    ANY_OF_ROLE = "any_of_role"  # "my friend" may be any friend: left open


CONFIDENCE = {
    Reason.NAME_AND_ROLE: 0.95,
    Reason.SAME_NAME: 0.9,
    Reason.ROLE_NAMED: 0.8,
    Reason.PART_OF_NAME: 0.8,
    Reason.SAME_ROLE: 0.75,
    Reason.OTHER_SURNAME: 0.9,
    Reason.OTHER_ROLE: 0.8,
    Reason.NEW: 0.9,
    Reason.NICKNAME: 0.6,
    Reason.SEVERAL: 0.0,
    Reason.ANY_OF_ROLE: 0.0,
}
"""How sure a decision is, by its reason. Choices; only their order matters."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one mention means.

    Args:
        mention: its place among the mentions given, from 0.
        entity: what it means; ``None`` where that is left open.
        confidence: 0 to 1.
        candidates: the entities it may mean, where it is left open.
    """

    mention: int
    entity: Which | None
    reason: Reason
    confidence: float
    candidates: tuple[Which, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Two entities that these words show to be one: "my sister", known without a name, and "Ana", known without a role.

    Args:
        kept: the one with the name.
        absorbed: the one without.
        mention: the place of the mention that shows it.
    """

    kept: Which
    absorbed: UUID
    mention: int
    reason: Reason
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a turn's mentions mean: one decision for each mention, in order, and what they join.

    Args:
        new: how many entities the mentions bring in; decisions name them 0 to ``new - 1``, in order of appearance.
    """

    decisions: tuple[Decision, ...]
    joins: tuple[Join, ...]
    new: int


@dataclass(slots=True)
class _Figure:
    """An entity while mentions are read: it gains names, here as the words they are compared by, and roles."""

    which: Which
    type: EntityType
    names: list[tuple[str, ...]]
    roles: set[str]


@dataclass(slots=True)
class _Reading:
    figures: list[_Figure]
    decisions: dict[int, Decision] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)
    new: int = 0


def resolve(known: Sequence[Known], mentions: Sequence[Mention]) -> Resolution:
    """Return what the mentions of one turn mean, given what is known of the person.

    What says most is read first (a name with a role, then long names, then short ones, then roles alone), so that the
    order within the turn makes no difference to what is the same.
    """
    reading = _Reading([_figure(entity) for entity in known])
    for at in sorted(range(len(mentions)), key=lambda at: _precedence(mentions[at], at)):
        decision = _by_name(reading, at, mentions[at]) if mentions[at].named else _by_role(reading, at, mentions[at])
        reading.decisions[at] = decision
        _learn(reading, decision, mentions[at])
    return _numbered(reading)


_MISTAKABLE = frozenset((EntityType.PERSON, EntityType.FOOD))
_KNOWN_BY_NAME = 0.7
"""Least confidence of a mention whose name is known: a guess from a capital is none any more."""


def as_known(known: Sequence[Known], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions as they look once these entities are known; to be called before :func:`resolve`.

    A guess becomes sure where somebody of that name is known. And after "my dog Rex" a "Rex loves the park" speaks of
    no person, after "my cat Biscuit" a "Biscuit is ill" of no food: a capital, no bearer of the recognised type, and a
    single bearer who is something to the speaker change the type, so what is resolved stays within one type.
    """
    figures = [_figure(entity) for entity in known]
    return tuple(_as_known(figures, mention) if mention.named else mention for mention in mentions)


def _as_known(figures: Sequence[_Figure], mention: Mention) -> Mention:
    words = {of: normal(mention.text, of) for of in EntityType}
    bearers = [f for f in figures if any(compare_words(n, words[f.type], f.type) in _SAME for n in f.names)]
    if any(bearer.type is mention.type for bearer in bearers):
        return replace(mention, confidence=max(mention.confidence, _KNOWN_BY_NAME))
    if mention.type not in _MISTAKABLE or mention.role or mention.text.islower():
        return mention
    near = [b for b in bearers if b.roles and b.type in {EntityType.ANIMAL, EntityType.PERSON}]
    if len(near) != 1:
        return mention
    return replace(mention, type=near[0].type, confidence=max(mention.confidence, _KNOWN_BY_NAME))


_SAME = frozenset((Likeness.EQUAL, Likeness.PART))


def _figure(known: Known) -> _Figure:
    names = [normal(name, known.type) for name in known.names]
    return _Figure(known.entity_id, known.type, names, set(known.roles))


def _precedence(mention: Mention, at: int) -> tuple[bool, bool, int, int]:
    return not mention.named, mention.role is None, -len(normal(mention.text, mention.type)), at


def _by_name(reading: _Reading, at: int, mention: Mention) -> Decision:
    words = normal(mention.text, mention.type)
    same_type = (figure for figure in reading.figures if figure.type is mention.type)
    verdicts = [(figure, _verdict(figure, mention, words)) for figure in same_type]
    fitting = [(figure, reason) for figure, reason in verdicts if reason in _FITTING]
    best = _clearest(fitting, mention)
    if len(best) > 1:
        return Decision(at, None, Reason.SEVERAL, 0.0, tuple(figure.which for figure, _ in best))
    nameless = _nameless(reading, mention)
    if best:
        (figure, reason), *_ = best
        _join(reading, at, figure, nameless)
        return _decided(at, figure, reason)
    if nameless is not None:
        return _decided(at, nameless, Reason.ROLE_NAMED)
    others = {reason for _, reason in verdicts}
    apart = next((r for r in (Reason.OTHER_SURNAME, Reason.OTHER_ROLE) if r in others), Reason.NEW)
    return _decided(at, _brought_in(reading, mention), apart)


_FITTING = frozenset((Reason.NAME_AND_ROLE, Reason.SAME_NAME, Reason.PART_OF_NAME, Reason.NICKNAME))


def _verdict(figure: _Figure, mention: Mention, words: tuple[str, ...]) -> Reason | None:
    """Return how a mention by name fits a figure, why it is another one of that name, or ``None`` for another name."""
    likeness = {compare_words(name, words, mention.type) for name in figure.names}
    if Likeness.SURNAMES in likeness:
        return Reason.OTHER_SURNAME
    if likeness <= {Likeness.NONE}:
        return None
    if mention.role and figure.roles:
        agreeing = all(agree(mention.role, role) for role in figure.roles)
        return Reason.NAME_AND_ROLE if agreeing else Reason.OTHER_ROLE
    if Likeness.EQUAL in likeness:
        return Reason.SAME_NAME
    if Likeness.PART in likeness:
        return Reason.PART_OF_NAME
    # "Liz" alone may be any Elizabeth; with the surname, or with the role above, she is this one.
    return Reason.NICKNAME if len(words) > 1 else None


def _clearest(fitting: list[tuple[_Figure, Reason]], mention: Mention) -> list[tuple[_Figure, Reason]]:
    """Return the figures among which nothing decides; a role decides, and so does a name in full."""
    deciding = [Reason.NAME_AND_ROLE]
    if len(normal(mention.text, mention.type)) > 1 or mention.type is not EntityType.PERSON:
        deciding.append(Reason.SAME_NAME)
    for wanted in deciding:
        chosen = [(figure, reason) for figure, reason in fitting if reason is wanted]
        if chosen:
            return chosen
    return fitting


def _nameless(reading: _Reading, mention: Mention) -> _Figure | None:
    """Return the one figure that is known by this mention's role alone."""
    if mention.role is None or not is_single(mention.role):
        return None
    held = [f for f in _holders(reading, mention) if not f.names]
    return held[0] if len(held) == 1 else None


def _holders(reading: _Reading, mention: Mention) -> list[_Figure]:
    assert mention.role is not None
    role = mention.role
    return [f for f in reading.figures if f.type is mention.type and any(replaces(role, r) for r in f.roles)]


def _join(reading: _Reading, at: int, figure: _Figure, nameless: _Figure | None) -> None:
    if nameless is None or nameless is figure or not isinstance(nameless.which, UUID):
        return
    confidence = CONFIDENCE[Reason.ROLE_NAMED]
    reading.joins.append(Join(figure.which, nameless.which, at, Reason.ROLE_NAMED, confidence))
    figure.roles |= nameless.roles
    reading.figures.remove(nameless)


def _by_role(reading: _Reading, at: int, mention: Mention) -> Decision:
    assert mention.role is not None
    spoken_of = {decision.entity for decision in reading.decisions.values()}
    holders = _holders(reading, mention)
    # "My friend called. Tom is my friend from school": who is named in the same breath is meant.
    here = [figure for figure in holders if figure.which in spoken_of]
    if len(here) == 1:
        return _decided(at, here[0], Reason.SAME_ROLE)
    if not is_single(mention.role):
        return Decision(at, None, Reason.ANY_OF_ROLE, 0.0, tuple(figure.which for figure in holders))
    if len(holders) > 1:
        return Decision(at, None, Reason.SEVERAL, 0.0, tuple(figure.which for figure in holders))
    if holders:
        return _decided(at, holders[0], Reason.SAME_ROLE)
    return _decided(at, _brought_in(reading, mention), Reason.NEW)


def _decided(at: int, figure: _Figure, reason: Reason) -> Decision:
    return Decision(at, figure.which, reason, CONFIDENCE[reason])


def _brought_in(reading: _Reading, mention: Mention) -> _Figure:
    figure = _Figure(reading.new, mention.type, [], set())
    reading.new += 1
    reading.figures.append(figure)
    return figure


def _learn(reading: _Reading, decision: Decision, mention: Mention) -> None:
    if decision.entity is None:
        return
    figure = next(f for f in reading.figures if f.which == decision.entity)
    words = normal(mention.text, mention.type)
    if mention.named and words not in figure.names:
        figure.names.append(words)
    if mention.role is not None:
        figure.roles.add(mention.role)


def _numbered(reading: _Reading) -> Resolution:
    """Return the reading with what is new numbered by its first mention."""
    decisions = [reading.decisions[at] for at in sorted(reading.decisions)]
    firsts = dict.fromkeys(d.entity for d in decisions if isinstance(d.entity, int))
    numbers: dict[Which | None, int] = {entity: number for number, entity in enumerate(firsts)}

    def named(which: Which | None) -> Which | None:
        return numbers.get(which, which)

    def some(which: Which) -> Which:
        return numbers.get(which, which)

    return Resolution(
        tuple(
            replace(d, entity=named(d.entity), candidates=tuple(some(candidate) for candidate in d.candidates))
            for d in decisions
        ),
        tuple(replace(join, kept=some(join.kept)) for join in reading.joins),
        len(firsts),
    )
