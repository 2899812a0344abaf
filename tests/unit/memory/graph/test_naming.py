from __future__ import annotations

from itertools import permutations
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.entity import EntityType, Mention
from continuo.memory.graph.naming import CONFIDENCE, Known, Reason, Resolution, Which, as_known, resolve

SPACE = UUID(int=7)
PERSON, ANIMAL, FOOD = EntityType.PERSON, EntityType.ANIMAL, EntityType.FOOD


def named(name: str, role: str | None = None, *, type_: EntityType = PERSON) -> Mention:
    return Mention(type_, name, 0, len(name), 0.9, role)


def my(role: str, *, type_: EntityType = PERSON) -> Mention:
    text = f"my {role}"
    return Mention(type_, text, 0, len(text), 0.8, role, named=False)


def known(name: str, role: str | None = None, *, type_: EntityType = PERSON) -> Known:
    return Known(uuid5(SPACE, f"{name} {role} {type_}"), type_, (name,), frozenset((role,) if role else ()))


def nameless(role: str, *, type_: EntityType = PERSON) -> Known:
    return Known(uuid5(SPACE, f"{role} {type_}"), type_, (), frozenset((role,)))


def entities(resolution: Resolution) -> list[Which | None]:
    return [decision.entity for decision in resolution.decisions]


def reasons(resolution: Resolution) -> list[Reason]:
    return [decision.reason for decision in resolution.decisions]


def after(before: list[Known], mentions: list[Mention]) -> list[Known]:
    """Return what is known once a turn's mentions were read, as a store would keep it."""
    resolution = resolve(before, mentions)
    ids = [uuid5(SPACE, f"{mentions!r} {number}") for number in range(resolution.new)]
    figures = {k.entity_id: (k.type, list(k.names), set(k.roles)) for k in before}
    for decision in resolution.decisions:
        if decision.entity is None:
            continue
        mention = mentions[decision.mention]
        which = ids[decision.entity] if isinstance(decision.entity, int) else decision.entity
        _, names, roles = figures.setdefault(which, (mention.type, [], set()))
        names += [mention.text] if mention.named and mention.text not in names else []
        roles |= {mention.role} if mention.role else set()
    for join in resolution.joins:
        kept = ids[join.kept] if isinstance(join.kept, int) else join.kept
        figures[kept][2].update(figures.pop(join.absorbed)[2])
    return [Known(i, type_, tuple(names), frozenset(roles)) for i, (type_, names, roles) in figures.items()]


def test_a_name_said_again_is_the_same_one() -> None:
    ana = known("Ana")

    assert entities(resolve([ana, known("Tom")], [named("ana")])) == [ana.entity_id]


def test_a_first_name_is_the_one_whose_full_name_is_known() -> None:
    ana = known("Ana Lopez")

    assert entities(resolve([ana], [named("Ana")])) == [ana.entity_id]
    assert reasons(resolve([ana], [named("Ana")])) == [Reason.PART_OF_NAME]
    assert entities(resolve([known("Ana")], [named("Ana Lopez")])) == [known("Ana").entity_id]


def test_a_first_name_that_two_have_is_left_open() -> None:
    first, second = known("Ana Lopez"), known("Ana Ruiz")

    (decision,) = resolve([first, second], [named("Ana")]).decisions

    assert decision.entity is None
    assert decision.reason is Reason.SEVERAL
    assert set(decision.candidates) == {first.entity_id, second.entity_id}


def test_another_surname_is_another_person() -> None:
    resolution = resolve([known("Ana Lopez")], [named("Ana Ruiz")])

    assert entities(resolution) == [0]
    assert reasons(resolution) == [Reason.OTHER_SURNAME]


def test_a_middle_name_makes_no_other_person() -> None:
    ana = known("Ana Maria Lopez")

    assert entities(resolve([ana], [named("Ana Lopez")])) == [ana.entity_id]


def test_accents_titles_and_capitals_make_no_other_person() -> None:
    jose = known("José Peréz")

    assert entities(resolve([jose], [named("jose perez")])) == [jose.entity_id]
    assert entities(resolve([jose], [named("Dr. José Peréz")])) == [jose.entity_id]


def test_another_role_keeps_two_of_one_name_apart() -> None:
    resolution = resolve([known("Ana", "sister")], [named("Ana", "colleague")])

    assert entities(resolution) == [0]
    assert reasons(resolution) == [Reason.OTHER_ROLE]


@pytest.mark.parametrize(("before", "now"), [("girlfriend", "wife"), ("colleague", "friend"), ("puppy", "dog")])
def test_roles_that_go_together_leave_one_person_one(before: str, now: str) -> None:
    type_ = ANIMAL if before == "puppy" else PERSON
    ana = known("Ana", before, type_=type_)

    assert entities(resolve([ana], [named("Ana", now, type_=type_)])) == [ana.entity_id]


def test_a_role_tells_two_of_one_name_from_one_another() -> None:
    sister, boss = known("Ana", "sister"), known("Ana", "boss")

    assert entities(resolve([sister, boss], [named("Ana", "boss")])) == [boss.entity_id]
    assert entities(resolve([sister, boss], [named("Ana")])) == [None]


def test_my_sister_gets_her_name_when_it_is_said() -> None:
    sister = nameless("sister")

    resolution = resolve([sister], [named("Ana", "sister")])

    assert entities(resolution) == [sister.entity_id]
    assert reasons(resolution) == [Reason.ROLE_NAMED]


def test_my_sister_is_ana_once_that_was_said() -> None:
    ana = known("Ana", "sister")

    assert entities(resolve([ana, known("Eva", "mother")], [my("sister")])) == [ana.entity_id]


def test_my_sister_is_left_open_where_there_are_two() -> None:
    assert entities(resolve([known("Ana", "sister"), known("Eva", "sister")], [my("sister")])) == [None]


def test_my_friend_may_be_any_friend() -> None:
    tom = known("Tom", "friend")

    resolution = resolve([tom], [my("friend")])

    assert entities(resolution) == [None]
    assert reasons(resolution) == [Reason.ANY_OF_ROLE]
    assert resolution.new == 0


def test_my_friend_is_the_one_named_in_the_same_breath() -> None:
    resolution = resolve([known("Eva", "friend")], [my("friend"), named("Tom", "friend")])

    assert entities(resolution) == [0, 0]


def test_a_role_and_a_name_known_apart_are_joined_when_they_are_said_together() -> None:
    sister, ana = nameless("sister"), known("Ana")

    resolution = resolve([sister, ana], [named("Ana", "sister")])

    assert entities(resolution) == [ana.entity_id]
    assert [(join.kept, join.absorbed) for join in resolution.joins] == [(ana.entity_id, sister.entity_id)]


def test_a_second_sister_is_somebody_else() -> None:
    resolution = resolve([known("Ana", "sister")], [named("Eva", "sister")])

    assert entities(resolution) == [0]


def test_what_has_a_name_in_common_but_not_a_type_is_kept_apart() -> None:
    pet = known("Biscuit", "dog", type_=ANIMAL)

    assert entities(resolve([pet], [named("biscuit", type_=FOOD)])) == [0]


def test_a_name_alone_is_the_pets_where_nobody_else_bears_it() -> None:
    rex, biscuit = known("Rex", "dog", type_=ANIMAL), known("Biscuit", "cat", type_=ANIMAL)

    mentions = as_known([rex, biscuit], [named("Rex"), named("Biscuit", type_=FOOD), named("biscuit", type_=FOOD)])

    assert [mention.type for mention in mentions] == [ANIMAL, ANIMAL, FOOD]
    assert entities(resolve([rex, biscuit], mentions)) == [rex.entity_id, biscuit.entity_id, 0]


def test_a_name_that_a_person_bears_too_stays_as_it_was_read() -> None:
    rex, namesake = known("Rex", "dog", type_=ANIMAL), known("Rex")

    assert as_known([rex, namesake], [named("Rex")]) == (named("Rex"),)
    assert as_known([known("Rex", type_=ANIMAL)], [named("Rex")]) == (named("Rex"),)
    assert as_known([rex], [named("Rex", "boss")]) == (named("Rex", "boss"),)


def test_a_guess_is_none_where_the_name_is_known() -> None:
    guess = Mention(PERSON, "Velmira", 0, 7, 0.4)

    (known_now,) = as_known([known("Velmira Stone")], [guess])
    (still_a_guess,) = as_known([known("Tom")], [guess])

    assert known_now.confidence > 0.5
    assert still_a_guess == guess


def test_a_plural_is_its_singular_where_the_noun_is_a_common_one() -> None:
    dog = known("dog", type_=ANIMAL)

    assert entities(resolve([dog], [named("dogs", type_=ANIMAL)])) == [dog.entity_id]
    assert entities(resolve([known("Paris", type_=EntityType.PLACE)], [named("Pari", type_=EntityType.PLACE)])) == [0]


def test_a_nickname_counts_with_the_surname_or_the_role_only() -> None:
    elizabeth = known("Elizabeth Stone")

    assert entities(resolve([elizabeth], [named("Liz Stone")])) == [elizabeth.entity_id]
    assert entities(resolve([elizabeth], [named("Liz")])) == [0]
    assert entities(resolve([known("Elizabeth", "aunt")], [named("Liz", "aunt")])) == [
        known("Elizabeth", "aunt").entity_id
    ]


def test_a_company_is_the_same_with_and_without_its_legal_form() -> None:
    firm = known("Brightwater Ltd.", type_=EntityType.ORGANISATION)

    assert entities(resolve([firm], [named("Brightwater", type_=EntityType.ORGANISATION)])) == [firm.entity_id]


def test_new_ones_are_numbered_in_the_order_in_which_they_are_mentioned() -> None:
    resolution = resolve([], [named("Tom"), named("Ana Lopez", "sister"), named("Ana"), my("sister")])

    assert entities(resolution) == [0, 1, 1, 1]
    assert resolution.new == 2


def test_the_order_within_a_turn_makes_no_difference_to_what_is_the_same() -> None:
    mentions = [named("Ana"), named("Ana Lopez", "sister"), my("sister"), named("Tom")]

    partitions = set()
    for order in permutations(range(len(mentions))):
        found = entities(resolve([], [mentions[at] for at in order]))
        groups: dict[Which | None, set[int]] = {}
        for at, entity in zip(order, found, strict=True):
            groups.setdefault(entity, set()).add(at)
        partitions.add(frozenset(frozenset(group) for group in groups.values()))

    assert partitions == {frozenset({frozenset({0, 1, 2}), frozenset({3})})}


NAMES = st.sampled_from(
    ["Ana", "ana", "Ana Lopez", "Ana Ruiz", "Ana Maria Lopez", "Tom", "Liz", "Elizabeth Stone", "dogs"]
)
ROLES = {PERSON: ["sister", "mother", "friend", "boss", "wife"], ANIMAL: ["dog", "cat"], FOOD: []}


@st.composite
def some_mentions(draw: st.DrawFn) -> list[Mention]:
    found = []
    for _ in range(draw(st.integers(0, 5))):
        type_ = draw(st.sampled_from([PERSON, ANIMAL, FOOD]))
        role = draw(st.sampled_from([None, *ROLES[type_]]))
        bare = role is not None and draw(st.booleans())
        found.append(my(role, type_=type_) if bare and role else named(draw(NAMES), role, type_=type_))
    return found


@given(st.lists(some_mentions(), max_size=5))
def test_whatever_is_said_types_stay_apart_and_every_mention_is_decided(turns: list[list[Mention]]) -> None:
    figures: list[Known] = []
    for mentions in turns:
        resolution = resolve(figures, mentions)
        types: dict[Which, EntityType] = {k.entity_id: k.type for k in figures}
        assert [decision.mention for decision in resolution.decisions] == list(range(len(mentions)))
        for decision in resolution.decisions:
            assert decision.confidence == CONFIDENCE[decision.reason]
            for which in (decision.entity, *decision.candidates):
                if which is not None:
                    assert types.setdefault(which, mentions[decision.mention].type) is mentions[decision.mention].type
        assert {e for e in entities(resolution) if isinstance(e, int)} == set(range(resolution.new))
        figures = after(figures, mentions)


@given(st.lists(some_mentions(), max_size=4))
def test_two_surnames_or_two_kin_never_meet_in_one_entity(turns: list[list[Mention]]) -> None:
    figures: list[Known] = []
    for mentions in turns:
        figures = after(figures, mentions)

    for figure in figures:
        surnames = {name.split()[-1] for name in figure.names if " " in name}
        assert len(surnames) <= 1
        assert not figure.roles >= {"sister", "mother"}
        assert not figure.roles >= {"sister", "friend"}


@given(st.lists(some_mentions(), max_size=3), some_mentions())
def test_saying_the_same_again_brings_in_nobody_new(turns: list[list[Mention]], again: list[Mention]) -> None:
    figures: list[Known] = []
    for mentions in [*turns, again]:
        figures = after(figures, mentions)

    assert resolve(figures, again).new == 0
