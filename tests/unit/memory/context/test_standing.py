"""What goes along with every answer: the name, what is dangerous, what is wished for; at hand, and gone when erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from continuo.domain.episode import Episode
from continuo.domain.fact import Status
from continuo.domain.moments import spans
from continuo.domain.profile import ProfileLine, Section
from continuo.domain.scope import Scope
from continuo.domain.turn import Source
from continuo.memory.context.standing import StandingLines, months, standing
from continuo.ports.glance import Profile
from continuo.ports.storage import Person

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ANA = Scope.of(UUID(int=1), "ana")
PERSON = Person(0, 5, 3, b"k" * 32)


def line(number: int, section: Section, text: str) -> ProfileLine:
    return ProfileLine(number, section, text, 1.0, (UUID(int=number),), (), NOW)


def fact(number: int, predicate: str, status: Status = Status.CURRENT) -> Any:
    source = Source(UUID(int=7), number, 0, 5)
    return SimpleNamespace(
        statement=f"The {predicate} of the user.",
        fact_id=UUID(int=number),
        predicate=predicate,
        status=status,
        said_at=NOW,
        evidence=(SimpleNamespace(source=source),),
    )


PAGE = [
    line(1, Section.IDENTITY, "The user's name is Ana."),
    line(2, Section.IDENTITY, "The user speaks Polish."),
    line(3, Section.SAFETY, "Allergic to: figs."),
    line(4, Section.WISHES, "The user wishes short answers."),
    line(5, Section.TASTES, "The user likes tea."),
]
FACTS = {
    UUID(int=n): fact(n, predicate)
    for n, predicate in enumerate(["name", "speaks", "allergic_to", "wishes", "likes"], 1)
}


def test_the_name_what_is_dangerous_and_what_is_wished_for_go_along_and_nothing_else() -> None:
    assert [s.text for s in standing(PAGE, FACTS)] == [PAGE[0].text, PAGE[2].text, FACTS[UUID(int=4)].statement]
    assert [s.sources[0].position for s in standing(PAGE, FACTS)] == [1, 3, 4]


def test_a_line_whose_fact_no_longer_holds_does_not_go_along() -> None:
    facts = FACTS | {UUID(int=3): fact(3, "allergic_to", Status.SUPERSEDED)}
    assert "Allergic to: figs." not in [s.text for s in standing(PAGE, facts)]
    without = {i: f for i, f in FACTS.items() if i != UUID(int=3)}
    assert "Allergic to: figs." not in [s.text for s in standing(PAGE, without)]


def test_each_wish_is_a_line_of_its_own_so_that_the_first_ones_find_a_place() -> None:
    wishes = replace(PAGE[3], facts=(UUID(int=4), UUID(int=6)))
    facts = FACTS | {UUID(int=6): fact(6, "wishes")}
    assert [s.refers_to for s in standing([wishes], facts)] == [UUID(int=4), UUID(int=6)]


async def test_lines_are_at_hand_until_the_memory_changes_or_is_erased() -> None:
    lines = StandingLines()
    page = lines.keep(ANA, PERSON, Profile(PAGE, FACTS))
    assert lines.known(ANA, PERSON) == page
    assert lines.known(ANA, replace(PERSON, index_version=4)) is None
    assert lines.known(ANA, replace(PERSON, epoch=1)) is None
    assert await lines.forget(ANA) == 3
    assert lines.known(ANA, PERSON) is None


async def test_nobody_gets_the_lines_of_another_person_tenant_or_purpose() -> None:
    lines = StandingLines()
    lines.keep(ANA, PERSON, Profile(PAGE, FACTS))
    for other in (Scope.of(UUID(int=1), "bob"), Scope.of(UUID(int=2), "ana"), replace(ANA, purpose="support")):
        assert lines.known(other, PERSON) is None
        assert await lines.forget(Scope.of(UUID(int=2), "ana")) == 0
    assert lines.known(ANA, PERSON) is not None


def test_the_digest_of_a_month_is_told_where_the_question_names_it_and_its_episodes_are_there() -> None:
    began = datetime(2026, 3, 2, tzinfo=UTC)
    told = [
        Episode(UUID(int=n), UUID(int=9), n, n, began, began + timedelta(days=n), "s", (), (), (n,), began)
        for n in (1, 2)
    ]
    page = [ProfileLine(6, Section.PAST, "2026-03: we sold the boat.", 0.0, (), (UUID(int=1), UUID(int=2)), NOW)]
    [month] = months(page, {e.episode_id: e for e in told})
    assert [s.position for s in month.told.sources] == [1, 2]
    assert month.meets(spans("What happened in March 2026?", now=NOW))
    assert not month.meets(spans("What happened in January 2026?", now=NOW))
    assert months(page, {told[0].episode_id: told[0]}) == ()
