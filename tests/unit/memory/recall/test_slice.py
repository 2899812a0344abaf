"""A slice is the same whether it was loaded whole or grew, and refuses columns that do not fit together."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from continuo.domain.item import Kind, PackedItems
from continuo.memory.recall.slice import Slice


def assert_same(one: Slice, other: Slice) -> None:
    # Rows that share a term stand in no particular order.
    pairs = [
        sorted(zip(*(getattr(s.postings, f.name).tolist() for f in fields(s.postings)), strict=True))
        for s in (one, other)
    ]
    assert pairs[0] == pairs[1]
    for part in ("columns", "units"):
        for field in fields(getattr(one, part)):
            a, b = (getattr(getattr(s, part), field.name) for s in (one, other))
            if field.name == "vectors":
                a, b = (v.rows(np.arange(len(v))) for v in (a, b))
            if isinstance(a, np.ndarray) and a.dtype.kind == "f":
                np.testing.assert_allclose(a, b, atol=1e-6, err_msg=field.name)
            elif isinstance(a, np.ndarray):
                assert a.tolist() == b.tolist(), field.name
            else:
                assert a == pytest.approx(b) if isinstance(a, float) else a == b, field.name


def test_a_slice_that_grew_equals_one_loaded_whole(small_talk: Any) -> None:
    small_talk.know(3, 1, "The user likes breakfast.", fact=9).say(3, "user: " + "And another thing. " * 80)
    whole = small_talk.slice()
    for kept in ([], [0], range(0, len(small_talk.items), 2), range(20)):
        first = [small_talk.items[i] for i in kept]
        later = [item for i, item in enumerate(small_talk.items) if i not in set(kept)]

        grown = type(small_talk)(first).slice().with_rows(later)
        assert_same(grown, whole)
        assert grown.count == whole.count


def test_of_sessions_that_began_at_one_moment_the_one_recorded_first_stays_first(memory: Any) -> None:
    memory.say(9, "user: I live in Porto.").say(3, "user: I live in Ghent.").say(9, "user: It rains.")
    porto, ghent, rain = (replace(item, said_at=memory.items[0].said_at) for item in memory.items)
    grown = Slice.unpack(PackedItems(0, 0, *[b""] * 14), 32).with_rows([porto, ghent]).with_rows([rain])

    assert [(grown.session_id(row).int, int(grown.columns.position[row])) for row in range(3)] == [
        (9, 1), (9, 2), (3, 1),
    ]  # fmt: skip


def test_a_row_given_again_takes_the_place_of_the_first(memory: Any) -> None:
    memory.say(1, "user: I live in Porto.", embedded=False)
    base = memory.slice()
    memory.items.clear()
    memory.say(1, "user: I live in Porto.")
    grown = base.with_rows(memory.items)

    assert base.units.norm.tolist() == [0]
    assert grown.count == 1
    assert grown.units.norm.tolist() == pytest.approx([1], abs=1e-3)


def test_the_first_slice_is_left_as_it_was(small_talk: Any, memory: Any) -> None:
    before = small_talk.slice()
    untouched = small_talk.slice()
    before.with_rows(memory.say(2, "user: one more").items)

    assert_same(before, untouched)
    assert before.count == untouched.count


def test_an_empty_memory_is_a_slice_too(memory: Any) -> None:
    assert memory.slice().count == 0
    assert memory.slice().with_rows([]).count == 0


def test_passages_of_one_turn_are_one_unit_and_facts_are_their_own(memory: Any) -> None:
    memory.say(1, "user: " + "We repaired the fence. " * 80, "assistant: Well done.").know(
        1, 1, "The user has a fence.", fact=5
    )
    slice = memory.slice()

    assert slice.units.kind.tolist() == [Kind.PASSAGE, Kind.FACT, Kind.PASSAGE]
    assert slice.units.size.tolist()[0] == slice.count - 2 > 1
    assert slice.refers_to(int(slice.units.first_row[1])) == UUID(int=5)


def test_neighbours_are_the_turns_beside_within_the_session(memory: Any) -> None:
    memory.say(1, "user: one", "assistant: two").say(2, "user: three").know(1, 1, "The user counts.", fact=5)
    units = memory.slice().units

    assert units.kind.tolist() == [Kind.PASSAGE, Kind.FACT, Kind.PASSAGE, Kind.PASSAGE]
    assert units.before.tolist() == [-1, -1, 0, -1]
    assert units.after.tolist() == [2, -1, -1, -1]


def test_columns_of_different_lengths_are_refused(small_talk: Any) -> None:
    slice_of = type(small_talk.slice())
    packed = packed_of(small_talk)
    for broken in (replace(packed, mark=packed.mark[:-4]), replace(packed, terms=packed.terms[:-5])):
        with pytest.raises(ValueError, match="for"):
            slice_of.unpack(broken, 32)


def packed_of(memory: Any) -> Any:
    module = __import__("sys").modules[type(memory).__module__]
    return module.packed_columns(memory.items)


def test_its_size_in_memory_is_told(small_talk: Any) -> None:
    slice = small_talk.slice()

    assert slice.nbytes > slice.count * 32 * 4
