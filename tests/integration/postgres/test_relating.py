"""The graph follows what is read and decided: through the real store, with mentions and facts made by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

import pytest
from tests.walled import NOW, Walled

from continuo.domain.entity import EntityType, Mention
from continuo.domain.errors import Invalid, NotFound
from continuo.domain.fact import Change, Evidence, Fact, FactChange, Status, Tier
from continuo.domain.predicates import Predicates
from continuo.domain.relation import Entity, NodeType, Relation
from continuo.domain.roles import CIRCLE_OF
from continuo.domain.scope import Scope
from continuo.domain.session import Run
from continuo.domain.turn import NewTurn, Role, Source
from continuo.memory.consolidation.relating import relate, relate_decided
from continuo.memory.graph.identity import user_id
from continuo.memory.graph.merging import Cut, apply_merge, apply_split, merge_payload, split_payload
from continuo.memory.graph.neighbours import Web
from continuo.memory.graph.register import Spoken
from continuo.memory.graph.room import Graph, Wanted

HOUR = timedelta(hours=1)
TYPES = {
    "Ana": EntityType.PERSON, "Anna": EntityType.PERSON, "Ben": EntityType.PERSON, "Alex": EntityType.PERSON,
    "Porto": EntityType.PLACE, "Rex": EntityType.ANIMAL, "dogs": EntityType.ANIMAL, "hot dogs": EntityType.FOOD,
    "hiking": EntityType.TOPIC, "my sister": EntityType.PERSON,
}  # fmt: skip
GUESS = 0.4
"""The confidence of a guess from a capital alone."""


def spotted(text: str, role: str | None = None) -> tuple[Mention, ...]:
    """Return the mentions of a text, the longest first where they overlap."""
    found: list[Mention] = []
    for name in sorted(TYPES, key=len, reverse=True):
        at = text.find(name)
        if at >= 0 and not any(m.start < at + len(name) and at < m.end for m in found):
            named = name != "my sister"
            said_role = role if named and role in CIRCLE_OF and f"my {role} {name}" in text else None
            found.append(
                Mention(TYPES[name], name, at, at + len(name), 0.9, said_role if named else "sister", named=named)
            )
    return tuple(sorted(found, key=lambda m: m.start))


@dataclass(slots=True)
class Story:
    """Somebody speaks, and the graph follows; each turn is a run of its own."""

    house: Walled
    scope: Scope
    runs: int = 0

    @property
    def now(self) -> datetime:
        """Return the system time of the last run."""
        return NOW + self.runs * HOUR

    def source(self, text: str) -> Source:
        """Return the whole of the turn that was said last."""
        return Source(self.scope.session("s"), self.runs, 0, len(text))

    async def say(self, text: str, *facts: tuple[str, str], role: str | None = None, speaker: str = "") -> list[Fact]:
        """Read one turn, with the facts that were found in it."""
        self.runs += 1
        learned = [self.fact(text, *fact) for fact in facts]
        changes = [FactChange(f.fact_id, Change.LEARNED, self.now, "said", None, f) for f in learned]
        spoken = Spoken(self.scope.session("s"), self.runs, self.now, speaker, ("memory",), spotted(text, role))
        run = Run(self.runs, self.scope.session("s"), self.runs, self.runs, "test", self.now)
        async with self.house.storage.consolidating(self.scope, epoch=0) as tx:
            for change in changes:
                await tx.facts.record(change)
            await relate(tx, run, [spoken], changes, Predicates())
        return learned

    def fact(self, text: str, predicate: str, value: str, about: str = "user") -> Fact:
        """Return a fact that stands on the turn that was said last."""
        evidence = Evidence(self.source(text), "user", self.now)
        return Fact(
            uuid5(self.scope.subject_id, f"{self.runs}{predicate}{value}"), about, predicate, value, f"{value}.", 0.8,
            Tier.SELF, Status.CURRENT, self.now, self.now, None, self.now, None, (evidence,),
        )  # fmt: skip

    async def hear(self, *mentions: Mention) -> None:
        """Read one turn in which these mentions were recognised."""
        self.runs += 1
        spoken = Spoken(self.scope.session("s"), self.runs, self.now, "", ("memory",), mentions)
        run = Run(self.runs, self.scope.session("s"), self.runs, self.runs, "test", self.now)
        async with self.house.storage.consolidating(self.scope, epoch=0) as tx:
            await relate(tx, run, [spoken], [], Predicates())

    async def decide(self, before: Fact, **changed: object) -> Fact:
        """Change a fact by a decision."""
        self.runs += 1
        after = replace(before, **changed)  # type: ignore[arg-type]
        change = FactChange(after.fact_id, Change.REVISED, self.now, "decided", before, after)
        async with self.house.storage.consolidating(self.scope, epoch=0) as tx:
            await tx.facts.record(change)
            await relate_decided(tx, [change], Predicates(), self.now)
        return after

    async def merge(self, one: UUID, into: UUID) -> None:
        """Let one entity be another."""
        self.runs += 1
        async with self.house.storage.consolidating(self.scope, epoch=0) as tx:
            assert await apply_merge(tx, merge_payload(one, into), self.now)

    async def split(self, cut: Cut) -> list[UUID]:
        """Take an entity apart."""
        self.runs += 1
        async with self.house.storage.consolidating(self.scope, epoch=0) as tx:
            return list(await apply_split(tx, split_payload(cut), self.now))

    async def entities(self) -> dict[str, list[Entity]]:
        """Return what stands for itself now, by name; the user has none."""
        async with self.house.storage.reading(self.scope) as tx:
            every = await tx.graph.entity_versions()
        found: dict[str, list[Entity]] = {}
        for entity in every:
            if entity.known_to is None and entity.merged_into is None:
                found.setdefault(entity.name, []).append(entity)
        return found

    async def named(self, name: str) -> UUID:
        """Return the one entity of a name."""
        (entity,) = (await self.entities())[name]
        return entity.entity_id

    async def relations(self, kind: str | None = None) -> list[Relation]:
        """Return the relations that are known now."""
        async with self.house.storage.reading(self.scope) as tx:
            every = await tx.graph.relation_versions()
        return [r for r in every if r.known_to is None and kind in {None, r.kind}]

    async def state(self) -> object:
        """Return everything that is known now, without since when."""
        moments = {"known_from": NOW, "known_to": None}
        async with self.house.storage.reading(self.scope) as tx:
            entities = [replace(e, **moments) for e in await tx.graph.entity_versions() if e.known_to is None]
            mentions = await tx.graph.all_mentions()
        return entities, [replace(r, **moments) for r in await self.relations()], mentions

    async def versions(self) -> object:
        """Return everything that was ever known."""
        async with self.house.storage.reading(self.scope) as tx:
            return (
                await tx.graph.entity_versions(limit=5000),
                await tx.graph.relation_versions(limit=5000),
                await tx.graph.all_mentions(limit=5000),
            )


@pytest.fixture
async def story(house: Walled) -> Story:
    scope = Scope.of(house.people["mine"][0].tenant_id, f"teller {uuid4()}")
    async with house.storage.appending(scope) as tx:
        await tx.journal.append("s", [NewTurn(Role.USER, "hello")], now=NOW)
    return Story(house, scope)


def user(story: Story) -> UUID:
    return user_id(story.scope.subject_id)


async def test_a_liking_relates_the_user_to_what_is_mentioned(story: Story) -> None:
    (fact,) = await story.say("I love hiking", ("likes", "hiking"))
    (relation,) = await story.relations("INTERESTED_IN")
    hiking = (await story.entities())["hiking"][0]

    assert (relation.from_entity, relation.to_entity) == (user(story), hiking.entity_id)
    assert (relation.weight, relation.fact_id, relation.valid_from) == (0.8, fact.fact_id, fact.valid_from)
    assert hiking.type is NodeType.TOPIC


async def test_an_allergy_to_dogs_and_a_love_of_hot_dogs_are_about_two_things(story: Story) -> None:
    await story.say("I am allergic to dogs", ("allergic_to", "dogs"))
    await story.say("I love hot dogs", ("likes", "hot dogs"))
    entities = {e.name: e.type for of in (await story.entities()).values() for e in of}
    (constraint,) = await story.relations("HAS_CONSTRAINT")
    (interest,) = await story.relations("INTERESTED_IN")

    assert entities["dogs"] is NodeType.ANIMAL
    assert entities["hot dogs"] is NodeType.FOOD
    assert constraint.to_entity != interest.to_entity


async def test_an_object_that_nothing_recognises_becomes_a_node_of_the_predicates_type(story: Story) -> None:
    await story.say("I keep a vegan diet", ("diet", "vegan"))
    await story.say("please keep answers short", ("wishes", "short answers"))
    types = {e.name: e.type for of in (await story.entities()).values() for e in of}

    assert types["vegan"] is NodeType.CONSTRAINT
    assert types["short answers"] is NodeType.PREFERENCE


async def test_two_names_in_one_object_are_two_relations(story: Story) -> None:
    await story.say("my kids Anna and Ben", ("has_child", "Anna and Ben"))

    assert {r.to_entity for r in await story.relations("HAS_CHILD")} == {
        await story.named("Anna"),
        await story.named("Ben"),
    }


async def test_a_relation_ends_with_its_fact_and_both_times_tell_it(story: Story) -> None:
    (fact,) = await story.say("I live in Porto", ("lives_in", "Porto"))
    learned, ended = story.now, story.now + HOUR / 2
    await story.decide(fact, status=Status.SUPERSEDED, valid_to=ended)
    room = Graph(story.house.storage, None, lambda: story.now)  # type: ignore[arg-type]

    async def kinds(as_of: datetime, known_at: datetime | None = None) -> set[str]:
        found = await room.neighbourhood(story.scope, Wanted(as_of=as_of, known_at=known_at))
        return {r.kind for r in found.relations}

    assert "LIVES_IN" not in await kinds(story.now)
    assert "LIVES_IN" in await kinds(ended - HOUR / 4)
    # Before it was said that it ended, it was known to go on.
    assert "LIVES_IN" in await kinds(story.now, known_at=learned)


async def test_a_retracted_fact_leaves_no_relation_and_a_restored_one_brings_it_back(story: Story) -> None:
    (fact,) = await story.say("I love hiking", ("likes", "hiking"))
    before = await story.relations("INTERESTED_IN")
    await story.decide(fact, status=Status.RETRACTED)
    assert await story.relations("INTERESTED_IN") == []
    await story.decide(fact)
    assert [replace(r, known_from=NOW) for r in await story.relations("INTERESTED_IN")] == [
        replace(r, known_from=NOW) for r in before
    ]


async def test_an_unsure_fact_weighs_half(story: Story) -> None:
    (fact,) = await story.say("I live in Porto", ("lives_in", "Porto"))
    await story.decide(fact, unsure=True)

    assert [r.weight for r in await story.relations("LIVES_IN")] == [0.4]


async def test_what_is_named_in_one_turn_is_related_the_stronger_the_oftener(story: Story) -> None:
    for _ in range(4):
        await story.say("Ana was in Porto")
    ends = {await story.named("Ana"), await story.named("Porto")}
    (relation,) = [r for r in await story.relations("RELATED_TO") if {r.from_entity, r.to_entity} == ends]

    assert (relation.count, relation.weight) == (4, 0.428571)
    # Whoever speaks of a thing is related to it too.
    assert {r.to_entity for r in await story.relations("RELATED_TO") if r.from_entity == user(story)} == ends


async def test_every_relation_of_a_neighbourhood_has_evidence(story: Story) -> None:
    text = "my sister Ana loves Porto"
    await story.say(text, ("has_sibling", "Ana"), role="sister")
    await story.say("I love hiking", ("likes", "hiking"))
    room = Graph(story.house.storage, None, lambda: story.now)  # type: ignore[arg-type]
    found = await room.neighbourhood(story.scope, Wanted(depth=2))

    assert len(found.relations) >= 5
    assert all(found.evidence[r.relation_id] for r in found.relations)
    pair = {await story.named("Ana"), await story.named("Porto")}
    (together,) = [r for r in found.relations if {r.from_entity, r.to_entity} == pair]
    (source,) = found.evidence[together.relation_id]
    assert text[source.start : source.end] == text


async def test_a_sister_without_a_name_is_ana_once_that_is_said(story: Story) -> None:
    await story.say("I saw my sister in Porto")
    nameless = await story.named("sister")
    await story.say("my sister Ana came", role="sister")
    entities = await story.entities()

    assert "sister" not in entities
    assert entities["Ana"][0].entity_id == nameless
    ends = {nameless, await story.named("Porto")}
    assert any({r.from_entity, r.to_entity} == ends for r in await story.relations("RELATED_TO"))


async def test_ana_and_the_nameless_sister_are_joined_when_they_prove_to_be_one(story: Story) -> None:
    await story.say("I saw my sister in Porto")
    await story.say("Ana likes hiking")
    nameless, ana = await story.named("sister"), await story.named("Ana")
    await story.say("my sister Ana came", role="sister")
    ends = [{r.from_entity, r.to_entity} for r in await story.relations("RELATED_TO")]

    assert "sister" not in await story.entities()
    assert not any(nameless in pair for pair in ends)
    assert {ana, await story.named("Porto")} in ends


async def test_after_my_dog_rex_a_rex_is_the_dog_and_no_person(story: Story) -> None:
    await story.hear(Mention(EntityType.ANIMAL, "Rex", 7, 10, 0.9, "dog"))
    await story.hear(Mention(EntityType.PERSON, "Rex", 5, 8, 0.8), Mention(EntityType.PLACE, "Porto", 20, 25, 0.9))
    (rex,) = (await story.entities())["Rex"]

    assert rex.type is NodeType.ANIMAL
    ends = {rex.entity_id, await story.named("Porto")}
    assert any({r.from_entity, r.to_entity} == ends for r in await story.relations("RELATED_TO"))


async def test_a_guess_whose_name_is_known_is_a_mention_and_one_of_a_stranger_is_none(story: Story) -> None:
    await story.hear(Mention(EntityType.PERSON, "Ana", 0, 3, 0.9))
    await story.hear(Mention(EntityType.PERSON, "Ana", 0, 3, GUESS), Mention(EntityType.PERSON, "Ben", 8, 11, GUESS))
    await story.hear(Mention(EntityType.PLACE, "Porto", 0, 5, 0.9))
    await story.hear(Mention(EntityType.PLACE, "Porto", 9, 14, GUESS), Mention(EntityType.PLACE, "Ana", 0, 3, GUESS))
    async with story.house.storage.reading(story.scope) as tx:
        places = {
            name: [m.source.position for m in await tx.graph.mentions_of([await story.named(name)])]
            for name in ("Ana", "Porto")
        }

    assert places == {"Ana": [1, 2], "Porto": [3, 4]}
    assert "Ben" not in await story.entities()


async def test_two_who_were_merged_are_one_and_come_apart_as_they_were(story: Story) -> None:
    await story.say("Ana and Ben hiking", ("has_friend", "Ana"))
    await story.say("Anna lives in Porto", ("has_friend", "Anna"))
    before = await story.state()
    one, other = await story.named("Anna"), await story.named("Ana")
    await story.merge(one, other)
    friends = await story.relations("HAS_FRIEND")
    assert {r.to_entity for r in friends} == {other}
    assert {r.stated_to for r in friends} == {one, other}
    assert "Anna" not in await story.entities()
    assert await story.split(Cut(other, names=("Anna",))) == [one]
    assert await story.state() == before


@pytest.mark.parametrize("seed", range(3))
async def test_any_merges_undone_one_after_the_other_leave_every_state_as_it_was(story: Story, seed: int) -> None:
    chance, called = random.Random(seed), ["Ana", "Anna", "Ben", "Alex"]
    for _ in range(6):
        one, other = chance.sample(called, 2)
        await story.say(f"{one} met {other} in Porto", ("has_friend", one))
    ids = {name: await story.named(name) for name in called}
    made: list[tuple[str, str, object]] = []
    apart = list(called)
    while len(apart) > 1:
        one, other = chance.sample(apart, 2)
        made.append((one, other, await story.state()))
        await story.merge(ids[one], ids[other])
        apart.remove(one)
    for one, other, before in reversed(made):
        assert await story.split(Cut(ids[other], names=(one,))) == [ids[one]]
        assert await story.state() == before


async def test_what_is_said_of_a_merged_name_goes_along_when_it_is_taken_out(story: Story) -> None:
    await story.say("Anna was in Porto")
    await story.say("Ana called")
    one, other = await story.named("Anna"), await story.named("Ana")
    await story.merge(one, other)
    await story.say("Anna loves hiking")
    with_hiking = [r for r in await story.relations("RELATED_TO") if await story.named("hiking") == r.stated_to]
    assert other in {r.from_entity for r in await story.relations("RELATED_TO")} | {
        r.to_entity for r in await story.relations("RELATED_TO")
    }
    assert with_hiking
    await story.split(Cut(other, names=("Anna",)))
    hiking = await story.named("hiking")
    ends = [{r.from_entity, r.to_entity} for r in await story.relations("RELATED_TO")]
    assert {one, hiking} in ends
    assert {other, hiking} not in ends


async def test_a_merge_was_not_known_before_it_was_made(story: Story) -> None:
    await story.say("Anna was in Porto")
    await story.say("Ana called")
    one, other, then = await story.named("Anna"), await story.named("Ana"), story.now
    await story.merge(one, other)
    room = Graph(story.house.storage, None, lambda: story.now)  # type: ignore[arg-type]
    before = await room.neighbourhood(story.scope, Wanted(entity=one, known_at=then))
    after = await room.neighbourhood(story.scope, Wanted(entity=one))

    assert before.middle == one
    assert after.middle == other
    assert len(before.relations) >= 1


async def test_two_people_of_one_name_are_told_apart_by_the_places_a_person_names(story: Story) -> None:
    await story.say("Ana was in Porto", ("has_friend", "Ana"))
    text = "Ana loves hiking"
    (fact,) = await story.say(text, ("has_colleague", "Ana"))
    ana = await story.named("Ana")
    place = Source(story.scope.session("s"), story.runs, 0, 3)
    before = await story.state()
    (other,) = await story.split(Cut(ana, mentions=(place,)))

    assert [e.entity_id for e in (await story.entities())["Ana"]] == sorted([ana, other])
    assert {r.to_entity for r in await story.relations("HAS_FRIEND")} == {ana}
    assert {(r.to_entity, r.fact_id) for r in await story.relations("HAS_COLLEAGUE")} == {(other, fact.fact_id)}
    ends = [{r.from_entity, r.to_entity} for r in await story.relations("RELATED_TO")]
    assert {other, await story.named("hiking")} in ends
    assert {ana, await story.named("hiking")} not in ends
    assert {ana, await story.named("Porto")} in ends
    # And merged again they are one to whoever asks.
    await story.merge(other, ana)
    assert {r.to_entity for r in await story.relations("HAS_COLLEAGUE")} == {ana}
    assert len((await story.entities())["Ana"]) == 1
    assert before != await story.state()


async def test_a_name_split_off_takes_its_mentions_along(story: Story) -> None:
    await story.say("Ana was in Porto")
    await story.say("Ben was hiking")
    ana, ben = await story.named("Ana"), await story.named("Ben")
    await story.merge(ben, ana)
    await story.split(Cut(ana, names=("ben",)))

    assert await story.named("Ben") == ben


async def test_who_says_their_name_is_no_other_person_of_that_name(story: Story) -> None:
    await story.say("my name is Alex", ("name", "Alex"))
    await story.say("Alex was in Porto")
    people = [e for of in (await story.entities()).values() for e in of if e.type is NodeType.PERSON]

    assert people == []
    ends = {user(story), await story.named("Porto")}
    assert [{r.from_entity, r.to_entity} for r in await story.relations()] == [ends, ends]


async def test_a_friend_of_the_same_name_who_was_known_before_stays_somebody_else(story: Story) -> None:
    await story.say("Alex was in Porto")
    await story.say("my name is Alex", ("name", "Alex"))

    assert (await story.entities())["Alex"][0].type is NodeType.PERSON


async def test_a_sister_who_is_not_named_is_the_sister_who_is_known(story: Story) -> None:
    await story.say("my sister Ana called", role="sister")
    await story.say("I have a sister", ("has_sibling", "sister"))
    await story.say("I have a brother", ("has_sibling", "a brother"))

    assert {r.to_entity for r in await story.relations("HAS_SIBLING")} == {
        await story.named("Ana"),
        await story.named("brother"),
    }


async def test_what_the_user_is_called_may_be_merged_into_the_user_and_not_the_other_way(story: Story) -> None:
    await story.say("Alex was in Porto")
    alex = await story.named("Alex")
    room = Graph(story.house.storage, None, lambda: story.now)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="must be the user"):
        await room.merge(story.scope, user(story), alex)
    await story.merge(alex, user(story))
    await story.say("Alex loves hiking")
    async with story.house.storage.reading(story.scope) as tx:
        people = [e for e in await tx.graph.entity_versions() if e.type is NodeType.PERSON]
    assert [e.entity_id for e in people if e.known_to is None] == [alex]


async def test_merges_that_cannot_be_are_refused_and_leave_no_act(story: Story) -> None:
    await story.say("Ana was in Porto")
    ana = await story.named("Ana")
    room = Graph(story.house.storage, None, lambda: story.now)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="must be another"):
        await room.merge(story.scope, ana, ana)
    with pytest.raises(NotFound):
        await room.merge(story.scope, ana, uuid4())
    async with story.house.storage.reading(story.scope) as tx:
        assert await tx.acts.all() == []


async def test_a_merge_through_the_room_is_an_act_of_the_journal(story: Story) -> None:
    await story.say("Ana was in Porto")
    await story.say("Anna called")
    one, other = await story.named("Anna"), await story.named("Ana")
    room = Graph(story.house.storage, None, lambda: story.now)  # type: ignore[arg-type]
    kept = await room.merge(story.scope, one, other)
    async with story.house.storage.reading(story.scope) as tx:
        (act,) = await tx.acts.all()

    assert kept.entity_id == other
    assert act.payload == {"entity": str(one), "into": str(other)}


async def test_the_same_story_told_again_makes_the_same_graph(story: Story) -> None:
    async def tell() -> None:
        story.runs = 0
        await story.say("I saw my sister in Porto")
        (fact,) = await story.say("my sister Ana has dogs", ("has_sibling", "Ana"), role="sister")
        await story.say("Ana loves hiking", ("likes", "hiking", "Ana"), speaker="")
        await story.say("I love hiking with Ben", ("likes", "hiking"), speaker="Ben")
        await story.decide(fact, status=Status.ENDED, valid_to=story.now)
        await story.say("Anna and Ben and Ana in Porto")
        await story.merge(await story.named("Anna"), await story.named("Ana"))
        await story.say("Anna likes hot dogs")
        await story.split(Cut(await story.named("Ana"), mentions=(Source(story.scope.session("s"), 6, 17, 20),)))

    await tell()
    told = await story.versions()
    async with story.house.storage.consolidating(story.scope, epoch=0) as tx:
        assert await tx.graph.drop_all() > 10
        await tx.facts.drop_all()
    await tell()
    assert await story.versions() == told


async def test_words_given_for_other_purposes_make_relations_of_their_own(story: Story) -> None:
    async def speak(purposes: Sequence[str]) -> None:
        story.runs += 1
        spoken = Spoken(
            story.scope.session("s"), story.runs, story.now, "", tuple(purposes), spotted("Ana was in Porto")
        )
        run = Run(story.runs, spoken.session_id, story.runs, story.runs, "test", story.now)
        async with story.house.storage.consolidating(story.scope, epoch=0) as tx:
            await relate(tx, run, [spoken], [], Predicates())

    await speak(["billing"])
    narrow = replace(story.scope, purpose="memory")
    room = Graph(story.house.storage, None, lambda: story.now)  # type: ignore[arg-type]
    assert (await room.neighbourhood(narrow, Wanted())).entities == ()
    await speak(["memory"])
    seen = await room.neighbourhood(narrow, Wanted(depth=3))
    assert {(r.count, r.purposes) for r in seen.relations} == {(1, ("memory",))}
    assert len((await room.neighbourhood(story.scope, Wanted(depth=3))).relations) == 2 * len(seen.relations)


async def test_a_question_that_names_the_sister_leads_to_the_turns_about_ana(story: Story) -> None:
    (fact,) = await story.say("my sister Ana called", ("has_sibling", "Ana"), role="sister")
    await story.say("Ana was in Porto")
    await story.say("Porto was rainy")
    await story.say("I love hiking", ("likes", "hiking"))
    async with story.house.storage.reading(story.scope) as tx:
        assert tx.person is not None
        web, key = Web(await tx.graph.packed(), story.scope.subject_id), tx.person.term_key
    named = web.named("Where was my sister?", key)
    found = web.nearby(named, as_of=story.now)

    assert named == [await story.named("Ana")]
    nearest = max(found.places.values())
    assert {position for (_, position), score in found.places.items() if score == nearest} == {1, 2}
    assert {position for _, position in found.places} == {1, 2, 3}
    assert set(found.facts) == {fact.fact_id}
