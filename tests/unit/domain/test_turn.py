"""What a turn may say: whatever can be stored faithfully."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from continuo.domain.errors import Invalid
from continuo.domain.turn import NewTurn, Role, checked_turn

NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["plain", "caf\u00e9", "\ud7ff and \ue000", "\U0001f40c", "a\tb\nc", "\uffff"])
def test_every_character_that_is_one_can_be_said(text: str) -> None:
    assert checked_turn(NewTurn(Role.USER, text), now=NOW, at="turns[0]").text == text


@pytest.mark.parametrize("text", ["\ud800", "x" * 1000 + "\udfff", "\udc00\ud800 in the wrong order", "a\x00b", " \n"])
def test_what_cannot_be_stored_is_refused_by_the_name_of_its_field(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_turn(NewTurn(Role.USER, text), now=NOW, at="turns[3]")
    assert refused.value.field == "turns[3].text"
