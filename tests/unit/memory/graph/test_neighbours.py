"""From the names in a question to what the graph leads to."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.packed_graph import PackedGraph, name_hash
from continuo.memory.graph.identity import user_id
from continuo.memory.graph.neighbours import MOST_PLACES_OF_EACH, STEP, Web

SUBJECT, KEY = UUID(int=1), b"k" * 32
NOW = datetime(2026, 5, 1, tzinfo=UTC)
USER = user_id(SUBJECT)


def ident(name: str) -> UUID:
    return USER if name == "user" else uuid5(SUBJECT, name)


@dataclass
class Sketch:
    """A graph written by hand: relations as (from, to, weight), strongest first."""

    relations: list[tuple[str, str, float]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    mentions: list[tuple[str, int]] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    ended: set[int] = field(default_factory=set)

    def web(self) -> Web:
        """Return it as it is walked."""
        ids = sorted(ident(n) for r in self.relations for n in r[:2])
        ids = sorted({*ids, *(ident(n) for pair in self.merged.items() for n in pair)})
        into = {ident(a): ident(b).bytes for a, b in self.merged.items()}
        past, until = (NOW - timedelta(days=1)).timestamp(), float("inf")
        return Web(
            PackedGraph(
                entity=b"".join(i.bytes for i in ids),
                merged_into=b"".join(into.get(i, b"\0" * 16) for i in ids),
                name=b"".join(name_hash(KEY, words.split()) for words in self.names),
                named=b"".join(ident(name).bytes for name in self.names.values()),
                from_entity=b"".join(ident(a).bytes for a, _, _ in self.relations),
                to_entity=b"".join(ident(b).bytes for _, b, _ in self.relations),
                weight=b"".join(struct.pack(">d", w) for _, _, w in self.relations),
                valid_from=struct.pack(">d", float("-inf")) * len(self.relations),
                valid_to=b"".join(
                    struct.pack(">d", past if n in self.ended else until) for n in range(len(self.relations))
                ),
                fact=b"".join(ident(f"{a}-{b}").bytes for a, b, _ in self.relations),
                mentioned=b"".join(ident(name).bytes for name, _ in self.mentions),
                session=ident("session").bytes * len(self.mentions),
                position=b"".join(struct.pack(">i", at) for _, at in self.mentions),
            ),
            SUBJECT,
        )


def test_a_name_in_a_question_is_found_whatever_its_case_accents_and_ending() -> None:
    web = Sketch([("ana", "porto", 0.5)], {"jose": "ana", "hot dog": "porto"}).web()

    assert web.named("What did José's friend say?", KEY) == [ident("ana")]
    assert web.named("do I like Hot Dogs?", KEY) == [ident("porto")]
    assert web.named("what about cats", KEY) == []
    assert web.named("", KEY) == []


def test_the_longest_name_counts_and_not_the_words_in_it() -> None:
    web = Sketch(names={"hot dog": "food", "dog": "animal"}, relations=[("food", "animal", 0.1)]).web()

    assert web.named("who likes hot dogs", KEY) == [ident("food")]
    assert web.named("who likes dogs", KEY) == [ident("animal")]


def test_another_persons_key_finds_no_name() -> None:
    assert Sketch(names={"ana": "ana"}).web().named("Ana", b"x" * 32) == []


def test_the_user_is_not_what_a_question_is_about() -> None:
    assert Sketch(names={"alex": "user"}).web().named("Alex", KEY) == []


def test_what_is_named_counts_most_and_every_step_and_weight_takes_from_it() -> None:
    found = Sketch([("ana", "porto", 0.8), ("porto", "port wine", 0.5)]).web().nearby([ident("ana")], as_of=NOW)

    assert found.entities == {ident("ana"): 1.0, ident("porto"): 0.8 * STEP, ident("port wine"): 0.2 * STEP}
    assert found.facts == {ident("ana-porto"): 0.8 * STEP, ident("porto-port wine"): 0.2 * STEP}


def test_nothing_is_followed_through_the_user_though_their_facts_count() -> None:
    found = Sketch([("user", "ana", 0.8), ("user", "figs", 0.9)]).web().nearby([ident("ana")], as_of=NOW)

    assert found.entities == {ident("ana"): 1.0}
    assert found.facts == {ident("user-ana"): 0.8 * STEP}


def test_what_no_longer_holds_is_not_followed() -> None:
    sketch = Sketch([("ana", "porto", 0.8), ("ana", "oslo", 0.7)], ended={0})
    now = sketch.web().nearby([ident("ana")], as_of=NOW)
    then = sketch.web().nearby([ident("ana")], as_of=NOW - timedelta(days=2))

    assert set(now.entities) == {ident("ana"), ident("oslo")}
    assert set(then.entities) == {ident("ana"), ident("oslo"), ident("porto")}


def test_turns_that_mention_what_was_reached_are_places_to_look() -> None:
    sketch = Sketch([("ana", "porto", 0.8)], mentions=[("porto", 9), ("ana", 4), ("porto", 4), ("figs", 1)])
    found = sketch.web().nearby([ident("ana")], as_of=NOW)

    assert found.places == {(ident("session"), 4): 1.0, (ident("session"), 9): 0.8 * STEP / math.sqrt(2)}


def test_who_is_mentioned_often_leads_to_each_turn_the_less() -> None:
    sketch = Sketch([("ana", "porto", 0.8)], mentions=[("ana", n) for n in range(16)])

    assert set(sketch.web().nearby([ident("ana")], as_of=NOW).places.values()) == {0.25}


def test_of_what_is_mentioned_all_the_time_the_newest_turns_are_taken() -> None:
    sketch = Sketch([("ana", "porto", 0.1)], mentions=[("ana", 1000 - n) for n in range(200)])
    found = sketch.web().nearby([ident("ana")], as_of=NOW)

    assert sorted(p for _, p in found.places) == list(range(1001 - MOST_PLACES_OF_EACH, 1001))


def test_what_was_merged_is_found_by_both_names_and_in_both_places() -> None:
    sketch = Sketch(
        [("ana", "porto", 0.8)],
        {"anna": "anna", "ana": "ana"},
        [("anna", 3), ("ana", 2)],
        {"anna": "nan", "nan": "ana"},
    )
    web = sketch.web()

    assert web.named("Anna", KEY) == web.named("Ana", KEY) == [ident("ana")]
    assert {p for _, p in web.nearby([ident("ana")], as_of=NOW).places} == {2, 3}


names = st.sampled_from(["user", *"abcdefgh"])


@given(
    st.lists(st.tuples(names, names, st.floats(0, 1)), max_size=60), st.lists(st.sampled_from("abcdefgh"), max_size=5)
)
def test_scores_lie_between_nothing_and_one_and_the_user_is_never_reached(
    relations: list[tuple[str, str, float]], named: list[str]
) -> None:
    ordered = sorted((r for r in relations if r[0] != r[1]), key=lambda r: -r[2])
    found = Sketch(ordered).web().nearby([ident(n) for n in named], as_of=NOW)

    assert USER not in found.entities
    assert all(0 <= score <= 1 for scores in (found.entities, found.facts) for score in scores.values())
    assert all(found.entities[ident(n)] == 1.0 for n in named)
