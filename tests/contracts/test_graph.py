"""The contract of the port ``GraphStore``, sentence by sentence."""

from __future__ import annotations

import os
import random
import struct
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import pytest
from tests.walled import NOW, Walled

from continuo.domain.packed_graph import PackedGraph, name_hash
from continuo.domain.relation import Entity, EntityMention, Name, NodeType, Relation
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role, Source
from continuo.ports.graph import Around, EntityFilter, GraphStore

HOUR = timedelta(hours=1)
FAR = timedelta(days=3650)


def ident(name: str) -> UUID:
    return uuid5(UUID(int=7), name)


def entity(name: str, at: datetime = NOW, **rest: object) -> Entity:
    return Entity(ident(name), NodeType.TOPIC, (), at, **rest)  # type: ignore[arg-type]


def called(text: str, **rest: object) -> Name:
    return Name(text, f"topic|{text.lower()}", NOW, **rest)  # type: ignore[arg-type]


def relation(source: str, target: str, weight: float = 0.5, **rest: object) -> Relation:
    values: dict[str, object] = {
        "relation_id": ident(f"{source}-{target}"), "kind": "RELATED_TO", "stated_from": ident(source),
        "stated_to": ident(target), "from_entity": ident(source), "to_entity": ident(target), "weight": weight,
        "count": 1, "valid_from": NOW - HOUR, "valid_to": None, "known_from": NOW,
    }  # fmt: skip
    return Relation(**(values | rest))  # type: ignore[arg-type]


def mention(name: str, position: int, start: int, end: int, **rest: object) -> EntityMention:
    source = Source(ident("session"), position, start, end)
    said_at = NOW + timedelta(minutes=position)
    values = {"said_at": said_at, "key": f"topic|{name}", "run": 1} | rest
    return EntityMention(ident(name), source, **values)  # type: ignore[arg-type]


@pytest.fixture
async def someone(house: Walled) -> Scope:
    scope = Scope.of(house.people["mine"][0].tenant_id, "someone with a graph")
    async with house.storage.appending(scope) as tx:
        await tx.journal.append("s", [NewTurn(Role.USER, "hello")], now=NOW)
    async with house.storage.consolidating(scope, epoch=0) as tx:
        await tx.graph.drop_all()
    return scope


class Writing:
    """A transaction that writes the graph of somebody."""

    def __init__(self, house: Walled, scope: Scope) -> None:
        self._opened = house.storage.consolidating(scope, epoch=0)

    async def __aenter__(self) -> GraphStore:
        return (await self._opened.__aenter__()).graph

    async def __aexit__(self, *error: object) -> None:
        await self._opened.__aexit__(*error)  # type: ignore[arg-type]


async def around(house: Walled, scope: Scope, name: str, **rest: object) -> list[tuple[int, UUID]]:
    values = {"depth": 3, "as_of": NOW} | rest
    async with house.storage.reading(scope) as tx:
        found = await tx.graph.around(Around([ident(name)], **values))  # type: ignore[arg-type]
    return [(depth, r.relation_id) for depth, r in found]


async def test_an_entity_is_found_by_each_of_its_names_and_by_no_other(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_entities([entity("figs")])
        await graph.put_names({ident("figs"): [called("figs", times=2), called("Ficus", times=5)]})
    async with house.storage.reading(someone) as tx:
        (found,) = await tx.graph.find(EntityFilter(keys=["topic|ficus"]))
        assert [n.text for n in found.names] == ["Ficus", "figs"]
        assert found.name == "Ficus"
        assert await tx.graph.find(EntityFilter(keys=["topic|fig"])) == []
        assert await tx.graph.find(EntityFilter(keys=[])) == []
        assert await tx.graph.find(EntityFilter(types=[NodeType.PERSON])) == []


async def test_names_that_are_put_replace_the_names_before(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_entities([entity("figs")])
        await graph.put_names({ident("figs"): [called("figs")]})
        await graph.put_names({ident("figs"): [called("dates", times=3)]})
    async with house.storage.reading(someone) as tx:
        assert [n.text for n in (await tx.graph.get([ident("figs")]))[0].names] == ["dates"]


async def test_entities_are_paged_in_the_order_of_their_ids(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_entities([entity(f"e{n}") for n in range(7)])
    seen: list[UUID] = []
    async with house.storage.reading(someone) as tx:
        while page := await tx.graph.find(EntityFilter(limit=3, after=seen[-1] if seen else None)):
            seen += [e.entity_id for e in page]
    assert seen == sorted(ident(f"e{n}") for n in range(7))


async def test_what_was_known_before_a_change_stays_readable(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_entities([entity("ana"), entity("anna")])
    async with Writing(house, someone) as graph:
        await graph.put_entities([entity("anna", NOW + HOUR, merged_into=ident("ana"))])
    async with house.storage.reading(someone) as tx:
        assert [e.entity_id for e in await tx.graph.find(EntityFilter())] == [ident("ana")]
        then = await tx.graph.find(EntityFilter(known_at=NOW + HOUR / 2))
        assert {e.entity_id for e in then} == {ident("ana"), ident("anna")}
        assert await tx.graph.find(EntityFilter(known_at=NOW - HOUR)) == []
        assert len(await tx.graph.find(EntityFilter(merged=True))) == 2
        assert [e.entity_id for e in await tx.graph.merged_into(ident("ana"))] == [ident("anna")]


async def test_those_merged_at_several_removes_are_all_found(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_entities(
            [entity("a"), entity("b", merged_into=ident("a")), entity("c", merged_into=ident("b")), entity("d")]
        )
    async with house.storage.reading(someone) as tx:
        assert {e.entity_id for e in await tx.graph.merged_into(ident("a"))} == {ident("b"), ident("c")}


async def test_putting_the_same_again_changes_nothing(house: Walled, someone: Scope) -> None:
    things = [entity("a"), entity("b")]
    async with Writing(house, someone) as graph:
        await graph.put_entities(things)
        await graph.put_relations([relation("a", "b")])
        await graph.put_mentions([mention("a", 1, 0, 4)])
    async with house.storage.reading(someone) as tx:
        before = await tx.graph.entity_versions(), await tx.graph.relation_versions(), await tx.graph.all_mentions()
    async with Writing(house, someone) as graph:
        await graph.put_entities([replace(e, known_from=NOW + HOUR) for e in things])
        await graph.put_relations([relation("a", "b", known_from=NOW + HOUR)])
        await graph.put_mentions([mention("a", 1, 0, 4)])
    async with house.storage.reading(someone) as tx:
        after = await tx.graph.entity_versions(), await tx.graph.relation_versions(), await tx.graph.all_mentions()
    assert after == before


async def test_an_entity_that_is_known_gains_purposes(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_entities([entity("a", purposes=("memory",))])
        await graph.put_entities([entity("a", NOW + HOUR, purposes=("support",))])
        (known,) = await graph.entity_versions()
    assert known.purposes == ("memory", "support")
    assert known.known_from == NOW


async def test_a_changed_relation_is_closed_where_the_new_version_begins(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b", 0.3)])
        await graph.put_relations([relation("a", "b", 0.6, known_from=NOW + HOUR)])
        versions = await graph.relation_versions()
    assert [(r.weight, r.known_from, r.known_to) for r in versions] == [
        (0.3, NOW, NOW + HOUR),
        (0.6, NOW + HOUR, None),
    ]


async def test_of_two_changes_at_one_moment_the_second_is_kept(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b", 0.3)])
        await graph.put_relations([relation("a", "b", 0.6)])
        versions = await graph.relation_versions()
    assert [(r.weight, r.known_to) for r in versions] == [(0.6, None)]


async def test_a_change_that_seems_to_come_before_what_it_changes_comes_with_it(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b", 0.3)])
        await graph.put_relations([relation("a", "b", 0.6, known_from=NOW - HOUR)])
        versions = await graph.relation_versions()
    assert [(r.weight, r.known_from, r.known_to) for r in versions] == [(0.6, NOW, None)]


async def test_a_closed_relation_is_known_until_then_and_may_be_known_again(house: Walled, someone: Scope) -> None:
    later = NOW + HOUR
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b")])
        await graph.close_relations([ident("a-b")], at=later)
        assert await graph.relations([ident("a-b")]) == []
    assert await around(house, someone, "a") == []
    assert await around(house, someone, "a", known_at=NOW) == [(1, ident("a-b"))]
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b", known_from=later + HOUR)])
        assert len(await graph.relation_versions()) == 2
    assert await around(house, someone, "a") == [(1, ident("a-b"))]
    assert await around(house, someone, "a", known_at=later) == []


async def test_a_relation_closed_when_it_began_was_never_known(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b")])
        await graph.close_relations([ident("a-b")], at=NOW)
        assert await graph.relation_versions() == []


async def test_relations_of_facts_are_found_by_the_fact(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b", fact_id=ident("fact")), relation("a", "c")])
        assert [r.relation_id for r in await graph.relations_of_facts([ident("fact")])] == [ident("a-b")]
        assert {r.relation_id for r in await graph.relations_of(ident("a"))} == {ident("a-b"), ident("a-c")}


async def test_relations_are_followed_in_both_directions_up_to_a_depth(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b"), relation("c", "b"), relation("c", "d"), relation("e", "d")])
    assert await around(house, someone, "a", depth=1) == [(1, ident("a-b"))]
    assert await around(house, someone, "a", depth=2) == [(1, ident("a-b")), (2, ident("c-b"))]
    assert await around(house, someone, "a", depth=3) == [(1, ident("a-b")), (2, ident("c-b")), (3, ident("c-d"))]
    assert await around(house, someone, "d", depth=1) == sorted(
        [(1, ident("c-d")), (1, ident("e-d"))], key=lambda pair: pair[1]
    )


async def test_of_many_relations_the_strongest_sixteen_are_followed(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("hub", f"n{n}", n / 100) for n in range(100)])
    strongest = [(1, ident(f"hub-n{n}")) for n in range(99, 83, -1)]
    assert await around(house, someone, "hub", depth=1) == strongest
    assert await around(house, someone, "hub", depth=1, limit=3) == strongest[:3]
    assert await around(house, someone, "hub", depth=1, fan_out=5) == strongest[:5]


async def test_what_is_related_to_itself_leads_nowhere(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "a", 0.9), relation("a", "b", 0.1)])
    assert await around(house, someone, "a", fan_out=1) == [(1, ident("a-b"))]
    assert await around(house, someone, "a", fan_out=1, known_at=NOW) == [(1, ident("a-b"))]


async def test_only_what_was_true_at_the_moment_is_followed(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations(
            [
                relation("a", "past", valid_from=NOW - 3 * HOUR, valid_to=NOW - HOUR),
                relation("a", "present", valid_from=None),
                relation("a", "future", valid_from=NOW + HOUR),
            ]
        )
    assert await around(house, someone, "a") == [(1, ident("a-present"))]
    then = await around(house, someone, "a", as_of=NOW - 2 * HOUR)
    assert {r for _, r in then} == {ident("a-past"), ident("a-present")}
    # What ends at a moment is over then; what begins at it holds.
    assert {r for _, r in await around(house, someone, "a", as_of=NOW - HOUR)} == {ident("a-present")}
    assert {r for _, r in await around(house, someone, "a", as_of=NOW + HOUR)} == {
        ident("a-present"),
        ident("a-future"),
    }


async def test_moved_relations_hang_on_the_other_entity_from_then_on_and_can_be_moved_back(
    house: Walled, someone: Scope
) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("anna", "b"), relation("c", "anna"), relation("ana", "d")])
        assert await graph.move_relations([ident("anna")], ident("ana"), at=NOW + HOUR) == 2
    assert len(await around(house, someone, "ana", depth=1)) == 3
    assert await around(house, someone, "anna", depth=1) == []
    assert len(await around(house, someone, "anna", depth=1, known_at=NOW)) == 2
    async with Writing(house, someone) as graph:
        assert await graph.move_relations([ident("anna")], ident("anna"), at=NOW + 2 * HOUR) == 2
    assert len(await around(house, someone, "anna", depth=1)) == 2
    assert len(await around(house, someone, "ana", depth=1)) == 1


async def test_mentions_are_read_in_order_and_in_pages(house: Walled, someone: Scope) -> None:
    places = [mention("a", p, s, s + 3) for p in (1, 2, 11) for s in (0, 5)]
    async with Writing(house, someone) as graph:
        await graph.put_mentions([*reversed(places), mention("b", 2, 5, 8)])
        first = await graph.mentions_of([ident("a")], limit=4)
        rest = await graph.mentions_of([ident("a")], after=first[-1])
        assert [*first, *rest] == places
        every = await graph.all_mentions(limit=4)
        every = [*every, *await graph.all_mentions(after=every[-1])]
    assert len(every) == 7


async def test_mentions_within_a_stretch_are_those_that_lie_in_it_whole(house: Walled, someone: Scope) -> None:
    inside, across, speaker = mention("a", 1, 5, 9), mention("b", 1, 18, 22), mention("u", 1, 0, 0, key="")
    async with Writing(house, someone) as graph:
        await graph.put_mentions([inside, across, speaker, mention("a", 2, 5, 9)])
        stretch = Source(ident("session"), 1, 0, 20)
        assert await graph.mentions_within([stretch, stretch]) == [inside]


async def test_what_is_mentioned_in_one_turn_is_counted_by_turns(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_mentions(
            [mention("a", 1, 0, 3), mention("b", 1, 5, 8), mention("b", 1, 9, 12), mention("a", 2, 0, 3),
             mention("b", 2, 5, 8), mention("c", 3, 0, 3)]
        )  # fmt: skip
        (together,) = await graph.mentioned_together(ident("a"))
    assert (together.other, together.turns, together.first_said_at) == (ident("b"), 2, NOW + timedelta(minutes=1))


async def test_moved_mentions_are_of_the_other_entity(house: Walled, someone: Scope) -> None:
    first, second = mention("a", 1, 0, 3), mention("a", 2, 0, 3)
    async with Writing(house, someone) as graph:
        await graph.put_mentions([first, second])
        await graph.move_mentions([second.source], of=ident("a"), to=ident("b"))
        assert await graph.mentions_of([ident("a")]) == [first]
        assert [m.source for m in await graph.mentions_of([ident("b")])] == [second.source]


async def test_the_evidence_of_what_is_mentioned_together_is_where_it_is_the_newest_first(
    house: Walled, someone: Scope
) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_mentions(
            [mention("a", 1, 0, 3), mention("b", 1, 5, 8), mention("a", 2, 9, 12), mention("b", 2, 0, 0)]
        )
        together = relation("a", "b", seen=((ident("session"), 2), (ident("session"), 1)))
        evidence = await graph.evidence([together])
    session = ident("session")
    assert evidence == {together.relation_id: [Source(session, 2, 9, 12), Source(session, 1, 0, 8)]}


async def test_the_evidence_of_a_fact_is_its_own(house: Walled) -> None:
    me = house.people["mine"][0]
    async with house.storage.reading(me) as tx:
        (known,) = [r for r in await tx.graph.relation_versions() if r.fact_id is not None]
        (fact,) = await tx.facts.get([known.fact_id] if known.fact_id else [])
        evidence = await tx.graph.evidence([known])
    assert evidence[known.relation_id] == [e.source for e in fact.evidence]


async def test_what_was_given_for_another_purpose_is_out_of_reach(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_entities([entity("a", purposes=("billing",)), entity("b", purposes=("billing", "memory"))])
        await graph.put_names({ident("b"): [called("secret", purposes=("billing",)), called("open")]})
        await graph.put_relations([relation("a", "b", purposes=("billing",)), relation("b", "c")])
        await graph.put_mentions([mention("b", 1, 0, 3, purposes=("billing",)), mention("b", 2, 0, 3)])
    narrow = replace(someone, purpose="memory")
    async with house.storage.reading(narrow) as tx:
        (known,) = await tx.graph.find(EntityFilter())
        assert (known.entity_id, [n.text for n in known.names]) == (ident("b"), ["open"])
        assert await tx.graph.find(EntityFilter(keys=["topic|secret"])) == []
        assert [m.source.position for m in await tx.graph.mentions_of([ident("b")])] == [2]
    assert await around(house, narrow, "b") == [(1, ident("b-c"))]
    assert len(await around(house, someone, "b")) == 2


async def test_nobody_else_sees_or_meets_what_is_dropped(house: Walled, someone: Scope) -> None:
    other = house.people["theirs"][0]
    async with house.storage.reading(other) as tx:
        theirs = await tx.graph.entity_versions(), await tx.graph.relation_versions(), await tx.graph.all_mentions()
    async with Writing(house, someone) as graph:
        await graph.put_relations([relation("a", "b")])
        await graph.put_relations([relation("a", "b", 0.9, known_from=NOW + HOUR)])
        assert await graph.drop_all() == 2
        assert await graph.relation_versions() == []
    async with house.storage.reading(other) as tx:
        assert all(theirs)
        assert theirs == (
            await tx.graph.entity_versions(),
            await tx.graph.relation_versions(),
            await tx.graph.all_mentions(),
        )


async def test_a_person_unknown_has_no_graph(house: Walled) -> None:
    nobody = Scope.of(house.people["mine"][0].tenant_id, "nobody at all")
    assert await around(house, nobody, "a") == []
    async with house.storage.reading(nobody) as tx:
        assert await tx.graph.find(EntityFilter(keys=["topic|a"])) == []
        assert await tx.graph.get([ident("a")]) == []
        assert await tx.graph.all_mentions() == []


async def test_the_packed_graph_is_what_is_known_now_and_in_reach(house: Walled, someone: Scope) -> None:
    async with Writing(house, someone) as graph:
        await graph.put_entities([entity("a"), entity("b"), entity("c", merged_into=ident("b"))])
        await graph.put_names({ident("a"): [called("Hot Dogs")], ident("b"): [called("x", purposes=("billing",))]})
        await graph.put_relations([relation("a", "b", 0.3), relation("b", "a", 0.9, valid_from=None, valid_to=NOW)])
        await graph.put_relations([relation("a", "b", 0.4, known_from=NOW + HOUR), relation("a", "c", 0.1)])
        await graph.close_relations([ident("a-c")], at=NOW + HOUR)
        await graph.put_mentions([mention("a", 1, 0, 3), mention("a", 1, 5, 8), mention("b", 2, 0, 3)])
        await graph.put_mentions([mention("a", 2, 0, 0, key="")])
    async with house.storage.reading(replace(someone, purpose="memory")) as tx:
        packed = await tx.graph.packed()
        assert tx.person is not None
        assert packed.name == name_hash(tx.person.term_key, ["hot", "dogs"])
    ids = sorted(ident(n) for n in "abc")
    assert packed.entity == b"".join(i.bytes for i in ids)
    assert packed.merged_into == b"".join(ident("b").bytes if i == ident("c") else bytes(16) for i in ids)
    assert packed.from_entity == ident("b").bytes + ident("a").bytes
    assert struct.unpack(">dd", packed.weight) == (0.9, 0.4)
    assert struct.unpack(">dd", packed.valid_from) == (float("-inf"), (NOW - HOUR).timestamp())
    assert struct.unpack(">dd", packed.valid_to) == (NOW.timestamp(), float("inf"))
    assert packed.fact == bytes(32)
    assert packed.mentioned == ident("b").bytes + 2 * ident("a").bytes
    assert struct.unpack(">iii", packed.position) == (2, 1, 1)


async def test_the_packed_graph_of_nobody_is_empty(house: Walled) -> None:
    nobody = Scope.of(house.people["mine"][0].tenant_id, "nobody at all")
    async with house.storage.reading(nobody) as tx:
        packed = await tx.graph.packed()
    assert all(getattr(packed, name) == b"" for name in PackedGraph.__slots__)


HISTORIES, STEPS, MIDDLES = 2000, 6, 200


@dataclass
class Model:
    """What was known of relations, kept in plain lists: at each moment what they were, or ``None``."""

    known: dict[UUID, list[tuple[datetime, Relation | None]]] = field(default_factory=dict)

    def around(self, middle: UUID, as_of: datetime, known_at: datetime | None) -> set[UUID]:
        """Return the relations of a middle that were true and known."""
        found = set()
        for history in self.known.values():
            seen = [state for at, state in history if known_at is None or at <= known_at]
            state = seen[-1] if seen else None
            if state is None or middle not in (state.from_entity, state.to_entity):
                continue
            since, until = state.valid_from or NOW - FAR, state.valid_to or NOW + FAR
            if since <= as_of < until:
                found.add(state.relation_id)
        return found


def _drawn(chance: random.Random, number: int, at: datetime) -> Relation:
    middle, other = f"m{number % MIDDLES}", f"o{number}"
    since = NOW + chance.randrange(-20, 20) * HOUR
    until = since + chance.randrange(30) * HOUR
    ends = (middle, other) if number % 2 else (other, middle)
    return relation(
        *ends,
        chance.random(),
        relation_id=ident(f"r{number}"),
        valid_from=chance.choice([None, since]),
        valid_to=chance.choice([None, until]),
        known_from=at,
    )


async def test_both_times_agree_with_a_plain_model_over_two_thousand_histories(house: Walled, someone: Scope) -> None:
    chance, model = random.Random(int(os.environ.get("CONTINUO_TEST_SEED", "20261121"))), Model()
    async with Writing(house, someone) as graph:
        for step in range(STEPS):
            at = NOW + step * HOUR
            changed = [n for n in range(HISTORIES) if chance.random() < 0.6]
            closed = [ident(f"r{n}") for n in changed if chance.random() < 0.3]
            put = [_drawn(chance, n, at) for n in changed if ident(f"r{n}") not in closed]
            await graph.close_relations(closed, at=at)
            await graph.put_relations(put)
            for key in closed:
                model.known.setdefault(key, []).append((at, None))
            for drawn in put:
                model.known.setdefault(drawn.relation_id, []).append((at, drawn))
    wrong = []
    async with house.storage.reading(someone) as tx:
        for n in range(600):
            middle, as_of = ident(f"m{n % MIDDLES}"), NOW + chance.randrange(-25, 45) * HOUR
            known_at = chance.choice([None, NOW + chance.randrange(-2, 2 * STEPS + 2) * HOUR / 2])
            found = await tx.graph.around(Around([middle], 1, as_of, known_at))
            if {r.relation_id for _, r in found} != model.around(middle, as_of, known_at):
                wrong.append((n, as_of, known_at))
    assert wrong == []
