"""Between conversations: what says the same becomes one, what is old goes by its tenant's rules, a profile is made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from tests.running import running_continuo

from continuo.app import Continuo
from continuo.domain.errors import Invalid, NotFound
from continuo.domain.fact import Status
from continuo.domain.item import Kind
from continuo.domain.profile import Section
from continuo.domain.retention import Action, RetentionRule
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.ports.episodes import EpisodeFilter
from continuo.ports.facts import FactFilter
from continuo.wiring import DEFAULT_TENANT

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def continuo() -> AsyncIterator[Continuo]:
    async with running_continuo() as continuo:
        yield continuo


async def told(continuo: Continuo, user: str, *texts: str, days_ago: int = 0) -> Scope:
    """Say these things in one session and let them become memory."""
    scope = Scope.of(DEFAULT_TENANT, user)
    said_at = continuo.clock() - timedelta(days=days_ago)
    turns = [NewTurn(Role.USER, t, said_at=said_at + timedelta(seconds=n)) for n, t in enumerate(texts)]
    await continuo.journal.append(scope, f"{days_ago} days ago", turns)
    await continuo.journal.end(scope, f"{days_ago} days ago")
    await continuo.jobs.drain()
    return scope


async def current(continuo: Continuo, scope: Scope, predicate: str) -> list[str]:
    found = await continuo.facts.list(scope, FactFilter(predicate=predicate, status=Status.CURRENT))
    return sorted(f.object for f in found)


async def test_what_says_the_same_becomes_one_fact_with_all_its_evidence_and_can_be_taken_apart(
    continuo: Continuo,
) -> None:
    scope = await told(continuo, "alike", "I love movies.", "I love films.", "I love jazz.")
    plan = await continuo.tending.plan(scope)
    assert [(g.into.object, [m.object for m in g.members]) for g in plan.alike] == [("movies", ["films"])]
    assert (await continuo.tending.tend(scope)).merged == 1
    assert await current(continuo, scope, "likes") == ["jazz", "movies"]
    (movies,) = [f for f in await continuo.facts.list(scope, FactFilter(predicate="likes")) if f.object == "movies"]
    assert len(movies.evidence) == 2
    assert (await continuo.tending.tend(scope)).merged == 0
    await continuo.decisions.separate(scope, movies.fact_id, "films")
    assert await current(continuo, scope, "likes") == ["films", "jazz", "movies"]
    assert (await continuo.tending.tend(scope)).merged == 0
    done = await continuo.rebuild.rebuild(scope)
    assert done.before == done.after


async def test_the_profile_is_a_page_of_lines_that_name_their_facts(continuo: Continuo) -> None:
    scope = await told(
        continuo, "profiled", "My name is Ana.", "I'm allergic to peanuts.", "I live in Lisbon.", "I love jazz.",
        "I love sushi.",
    )  # fmt: skip
    await continuo.tending.tend(scope)
    lines = await continuo.tending.profile(scope)
    texts = {line.section: line.text for line in lines}
    assert "Ana" in texts[Section.IDENTITY]
    assert "peanuts" in texts[Section.SAFETY]
    assert {"jazz", "sushi"} <= set(texts[Section.TASTES].removesuffix(".").split(": ")[1].split(", "))
    assert all(line.facts or line.episodes for line in lines)


async def test_a_line_whose_fact_no_longer_holds_is_not_shown(continuo: Continuo) -> None:
    scope = await told(continuo, "outdated", "I live in Lisbon.")
    await continuo.tending.tend(scope)
    (home,) = await continuo.facts.list(scope, FactFilter(predicate="lives_in"))
    await continuo.decisions.retract(scope, home.fact_id)
    assert not any("Lisbon" in line.text for line in await continuo.tending.profile(scope) if line.facts)


async def test_something_important_reaches_the_profile_at_once(continuo: Continuo) -> None:
    scope = await told(continuo, "important", "I'm allergic to nuts.")
    assert any("nuts" in line.text for line in await continuo.tending.profile(scope))


async def test_old_memories_go_by_the_rules_of_their_tenant_after_a_dry_run_has_shown_which(
    continuo: Continuo,
) -> None:
    scope = await told(continuo, "old", "I love jazz.", "My name is Ana.", days_ago=400)
    await told(continuo, "old", "I love sushi.")
    for kind in (Kind.FACT, Kind.PASSAGE, Kind.EPISODE):
        await continuo.retention.put(scope.tenant_id, RetentionRule(kind, Action.DROP, 365))
    try:
        plan = await continuo.tending.plan(scope)
        assert (plan.due.passages, len(plan.due.facts), len(plan.due.episodes)) == (2, 1, 1)
        assert (await continuo.tending.tend(scope)).expired == 4
    finally:
        for kind in (Kind.FACT, Kind.PASSAGE, Kind.EPISODE):
            await continuo.retention.remove(scope.tenant_id, kind)
    found = await continuo.recall.search(scope, "What music do I love?", limit=50)
    assert not any("jazz" in hit.text for hit in found.hits)
    assert any("Ana" in hit.text for hit in (await continuo.recall.search(scope, "my name", limit=50)).hits)
    assert await current(continuo, scope, "likes") == ["jazz", "sushi"]
    done = await continuo.rebuild.rebuild(scope)
    assert done.before == done.after


async def test_passages_that_an_episode_tells_can_go_and_the_episode_stays(continuo: Continuo) -> None:
    scope = await told(continuo, "told", "We walked along the river and saw two herons.", days_ago=40)
    await continuo.retention.put(scope.tenant_id, RetentionRule(Kind.PASSAGE, Action.SUMMARISE, 30))
    try:
        await continuo.tending.tend(scope)
    finally:
        await continuo.retention.remove(scope.tenant_id, Kind.PASSAGE)
    found = await continuo.recall.search(scope, "herons", limit=50)
    assert {hit.kind for hit in found.hits} == {Kind.EPISODE}


async def test_nobody_unknown_is_tended(continuo: Continuo) -> None:
    with pytest.raises(NotFound):
        await continuo.tending.tend(Scope.of(DEFAULT_TENANT, "nobody at all"))


async def test_only_a_value_that_the_evidence_names_can_be_separated(continuo: Continuo) -> None:
    scope = await told(continuo, "single", "I love jazz.")
    (jazz,) = await continuo.facts.list(scope, FactFilter(predicate="likes"))
    with pytest.raises(Invalid):
        await continuo.decisions.separate(scope, jazz.fact_id, "opera")


async def test_a_conversation_that_was_told_twice_is_one_episode_and_can_be_two_again(continuo: Continuo) -> None:
    words = ["We walked along the old canal to the mill.", "Two herons stood in the reeds beside the bridge."]
    scope = await told(continuo, "twice told", *words, days_ago=3)
    await told(continuo, "twice told", *words, days_ago=2)
    await told(continuo, "twice told", "The bakery near the station burns its bread.", days_ago=1)
    before = await continuo.episodes.list(scope, EpisodeFilter())
    assert len(before) == 3
    assert (await continuo.tending.tend(scope)).merged == 1
    after = await continuo.episodes.list(scope, EpisodeFilter())
    (gone,) = [e for e in before if e.episode_id not in {a.episode_id for a in after}]
    assert gone.started_at == max(e.started_at for e in before if e.summary == gone.summary)
    rebuilt = await continuo.rebuild.rebuild(scope)
    assert rebuilt.before == rebuilt.after
    assert (await continuo.decisions.unfold(scope, gone.episode_id)).summary == gone.summary
    assert len(await continuo.episodes.list(scope, EpisodeFilter())) == 3
    assert (await continuo.tending.tend(scope)).merged == 0
    found = await continuo.recall.search(scope, "herons in the reeds", kinds=[Kind.EPISODE], limit=10)
    assert gone.episode_id in {hit.refers_to for hit in found.hits}
    rebuilt = await continuo.rebuild.rebuild(scope)
    assert rebuilt.before == rebuilt.after
    with pytest.raises(NotFound):
        await continuo.decisions.unfold(scope, after[0].episode_id)


WAYS = """I am a developer.|I'm a developer|I work as a developer.|I'm a software developer.|i'm a dev
My job is software developer.
I'm employed as a developer.|I work as a programmer.|I'm a programmer by trade.|I am a software engineer.
I've been a developer for ten years.|As a developer, I need a good keyboard.|My profession is developer.
I'm a professional developer.|I do software development for a living.|I write code for a living.|developer here
My occupation: developer|I'm working as a software developer these days.|I'm currently a developer.
I became a developer in 2015.|I'm still a developer.|I was hired as a developer.|They hired me as a software developer.
Professionally I'm a developer.|By profession I am a developer.|my day job is developer|I have a job as a developer.
I got a job as a software developer.|as a programmer i type a lot|I'm just a simple developer.|Job title: developer
I've worked as a developer since 2015.|In my job as a developer I read a lot.|I earn my living as a developer.
I code for a living|I'm a coder.|I develop software.|Being a developer, I sit a lot.|I make my living as a programmer.
Speaking as a developer, what do you think?|I am a programmer|I work as a coder.|My occupation is developer
I am working as a developer|I've been working as a programmer since 2016.|As a programmer I read a lot.
I'm a developer by trade.|I am employed as a programmer.|I'm a software engineer by profession"""


async def test_many_ways_to_say_one_thing_are_one_fact_with_as_many_pieces_of_evidence(continuo: Continuo) -> None:
    ways = [way for line in WAYS.splitlines() for way in line.split("|")]
    scope = await told(continuo, "a developer", *ways)
    await continuo.tending.tend(scope)
    found = await continuo.facts.list(scope, FactFilter(predicate="job_title"))
    held = [f for f in found if f.status is not Status.MERGED]
    assert [f.status for f in held] == [Status.CURRENT]
    assert len(ways) == len(held[0].evidence) == 50
    assert (await continuo.tending.tend(scope)).merged == 0
