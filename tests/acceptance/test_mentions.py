"""Turns by what they say, who said it, when and where: all of them, each once, and counted right."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.served import Served, serving

import continuo_client

START = datetime(2026, 11, 2, 8, tzinfo=UTC)  # a Monday
ASKED = "2026-12-01T09:00:00+01:00"
TOPICS = ("running", "pricing", "the garden", "my garden", "a runner", "prices", "Ana Lopez", "nothing")


@dataclass(frozen=True)
class Said:
    """A turn as a plain Python model keeps it."""

    session: str
    position: int
    role: str
    speaker: str
    text: str
    said_at: datetime
    purpose: str

    def has(self, stem: str) -> bool:
        """Tell whether a word has this beginning: enough of a stemmer for the words of this test."""
        return any(word.startswith(stem) for word in self.text.casefold().split())


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def http(served: Served) -> Iterator[httpx.Client]:
    with served.http() as client:
        yield client


@pytest.fixture
def user() -> str:
    return f"user-{uuid4().hex}"


def told(http: httpx.Client, user: str, chance: random.Random, turns: int) -> list[Said]:
    """Say many things in several sessions, some of them at one moment, and return what was said."""
    model: list[Said] = []
    for _ in range(turns):
        session = chance.choice(("breakfast", "lunch", "supper"))
        position = 1 + sum(said.session == session for said in model)
        role = chance.choice(("user", "user", "assistant", "tool"))
        speaker = chance.choice(("", "Ana", "Jon")) if role == "user" else ""
        text = f"We spoke of {chance.choice(TOPICS)} and {chance.choice(TOPICS)} again"
        said_at = START + timedelta(hours=chance.randrange(24 * 27))
        said = Said(session, position, role, speaker, text, said_at, chance.choice(("memory", "memory", "support")))
        model.append(said)
        turn = {
            "role": role, "text": text, "speaker": speaker, "said_at": said_at.isoformat(), "purposes": [said.purpose],
        }  # fmt: skip
        http.post(f"/v1/sessions/{session}/turns", json={"user_id": user, "turns": [turn]}).raise_for_status()
    return model


def asked(http: httpx.Client, user: str, **wanted: Any) -> Any:
    answer = http.post("/v1/mentions", json={"user_id": user, "asked_at": ASKED, **wanted})
    assert answer.status_code == 200, answer.text
    return answer.json()


def all_pages(http: httpx.Client, user: str, **wanted: Any) -> tuple[Any, list[tuple[str, int]]]:
    """Return the first page, and the places of the turns of all pages."""
    first = page = asked(http, user, **wanted)
    places = [(turn["session_id"], turn["position"]) for turn in page["turns"]]
    seen: set[str] = set()
    while page["next"] is not None:
        assert page["next"] not in seen, "the pages go round in a circle"
        seen.add(page["next"])
        page = asked(http, user, after=page["next"], **wanted)
        assert page["total"] is None
        assert page["turns"]
        places += [(turn["session_id"], turn["position"]) for turn in page["turns"]]
    return first, places


Test = Callable[[Said], bool]


def drawn(chance: random.Random) -> tuple[dict[str, Any], Test]:
    """Return a filter and what the model makes of it."""
    day = START.replace(hour=0) + timedelta(days=chance.randrange(26))
    cet = timezone(timedelta(hours=1))
    filters: list[tuple[dict[str, Any], Test]] = [
        ({}, lambda s: True),
        ({"words": ["running"]}, lambda s: s.has("running")),
        ({"words": ["price", "gardens"]}, lambda s: s.has("pric") and s.has("garden")),
        ({"words": ["price", "gardens"], "match": "any"}, lambda s: s.has("pric") or s.has("garden")),
        ({"phrase": "the garden"}, lambda s: "the garden" in s.text),
        ({"entity": "ana lopez"}, lambda s: "Ana Lopez" in s.text),
        ({"speaker": "ANA"}, lambda s: s.speaker == "Ana"),
        ({"speaker": "user"}, lambda s: not s.speaker and s.role == "user"),
        ({"roles": ["assistant", "tool"]}, lambda s: s.role != "user"),
        ({"session_id": "lunch"}, lambda s: s.session == "lunch"),
        ({"purpose": "support"}, lambda s: s.purpose == "support"),
        ({"since": day.isoformat()}, lambda s: s.said_at >= day),
        ({"until": day.isoformat()}, lambda s: s.said_at < day),
        (
            {"when": f"on {day:%d %B %Y} and on 24 November 2026"},
            lambda s: s.said_at.astimezone(cet).date() in {day.date(), date(2026, 11, 24)},
        ),
        ({"when": "last week"}, lambda s: s.said_at.astimezone(cet).isocalendar()[1] == 48),
    ]
    some = chance.sample(filters, chance.choice((1, 1, 2, 3)))
    both: dict[str, Any] = {}
    tests = []
    for wanted, test in some:
        if not both.keys() & wanted.keys():
            both |= wanted
            tests.append(test)
    return both, lambda s: all(test(s) for test in tests)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_counted_is_what_the_pages_list_and_what_was_said(
    served: Served, http: httpx.Client, user: str, seed: int
) -> None:
    chance = random.Random(seed)
    model = told(http, user, chance, 60)
    if seed:
        # Once with all of it waiting, then with some and with all of it consolidated.
        ended = ("breakfast",) if seed == 1 else ("breakfast", "lunch", "supper")
        for session in ended:
            http.post(f"/v1/sessions/{session}/end", json={"user_id": user}).raise_for_status()
        served.run(served.platform.jobs.drain())
    ids = {turn["session_id"]: turn["session_uuid"] for turn in asked(http, user, limit=500)["turns"]}

    for _ in range(40):
        wanted, test = drawn(chance)
        newest = chance.random() < 0.5
        in_time = sorted(
            (s for s in model if test(s)), key=lambda s: (s.said_at, ids[s.session], s.position), reverse=newest
        )
        paging = {"limit": chance.choice((1, 7, 500)), "order": "newest" if newest else "oldest", "count_by": "day"}
        first, places = all_pages(http, user, **wanted, **paging)

        assert places == [(s.session, s.position) for s in in_time], wanted
        assert first["total"] == len(in_time)
        days = Counter(s.said_at.astimezone(timezone(timedelta(hours=1))).strftime("%Y-%m-%d") for s in in_time)
        assert {c["key"]: c["turns"] for c in first["counts"]} == days
        if in_time:
            ends = sorted((in_time[0].said_at, in_time[-1].said_at))
            assert [datetime.fromisoformat(first[f"{end}_said_at"]) for end in ("first", "last")] == ends


def said(http: httpx.Client, user: str, *turns: dict[str, Any], session: str = "talk") -> None:
    body = {"user_id": user, "turns": [{"role": "user", **turn} for turn in turns]}
    http.post(f"/v1/sessions/{session}/turns", json=body).raise_for_status()


def test_turns_are_counted_by_week_month_and_session(http: httpx.Client, user: str) -> None:
    said(http, user, {"text": "a run", "said_at": "2026-10-31T12:00:00Z"})
    said(http, user, *({"text": "running", "said_at": f"2026-11-0{day}T12:00:00Z"} for day in (1, 2)), session="more")

    def counts(grain: str) -> dict[str, int]:
        return {c["key"]: c["turns"] for c in asked(http, user, words=["run"], count_by=grain)["counts"]}

    assert counts("week") == {"2026-W44": 2, "2026-W45": 1}
    assert counts("month") == {"2026-10": 1, "2026-11": 2}
    assert counts("session") == {"talk": 1, "more": 2}


def test_a_day_is_that_of_the_one_who_asks(http: httpx.Client, user: str) -> None:
    said(http, user, {"text": "late thoughts on pricing", "said_at": "2026-11-23T23:30:00Z"})

    in_paris = asked(http, user, words=["pricing"], when="last Tuesday", asked_at="2026-11-30T10:00:00+01:00")
    in_london = asked(http, user, words=["pricing"], when="last Tuesday", asked_at="2026-11-30T09:00:00+00:00")

    assert (in_paris["total"], in_london["total"]) == (1, 0)
    assert in_paris["stretches"] == [{"since": "2026-11-24T00:00:00+01:00", "until": "2026-11-25T00:00:00+01:00"}]


def test_somebody_is_found_by_another_name_once_the_graph_knows_it(
    served: Served, http: httpx.Client, user: str
) -> None:
    said(http, user, {"text": "My sister Ana lives in Porto."}, {"text": "I called my sister."}, {"text": "It rained."})
    http.post("/v1/sessions/talk/end", json={"user_id": user}).raise_for_status()
    served.run(served.platform.jobs.drain())

    assert [turn["position"] for turn in asked(http, user, entity="Ana")["turns"]] == [1, 2]
    assert asked(http, user, entity="Porto")["total"] == 1
    assert asked(http, user, entity="Velmira")["total"] == 0


def test_what_was_erased_is_neither_listed_nor_counted(http: httpx.Client, user: str) -> None:
    said(http, user, {"text": "a run"}, {"text": "running"})
    page = asked(http, user, words=["run"], limit=1)
    assert page["total"] == 2
    http.post("/v1/forget", json={"user_id": user}).raise_for_status()

    assert asked(http, user, words=["run"])["total"] == 0
    assert asked(http, user)["turns"] == []
    assert asked(http, user, words=["run"], after=page["next"])["turns"] == []
    said(http, user, {"text": "no more runs"})
    assert [turn["text"] for turn in asked(http, user, words=["run"])["turns"]] == ["no more runs"]


def test_nobody_else_is_listed_or_counted(served: Served, http: httpx.Client, user: str) -> None:
    said(http, user, {"text": "a run"}, {"text": "running"})
    place = asked(http, user, words=["run"], limit=1)["next"]

    assert asked(http, f"{user}x", words=["run"])["total"] == 0
    with served.http(served.other_key) as other:
        for wanted in ({"words": ["run"]}, {}, {"session_id": "talk"}, {"entity": "run"}):
            found = asked(other, user, **wanted)
            assert (found["total"], found["turns"], found["counts"]) == (0, [], [])
        assert asked(other, user, after=place)["turns"] == []


def test_what_was_not_recorded_yet_was_not_known(http: httpx.Client, user: str) -> None:
    said(http, user, {"text": "a run"})
    between = datetime.now(UTC)
    said(http, user, {"text": "running"})

    assert asked(http, user, words=["run"], known_at=between.isoformat())["total"] == 1
    assert asked(http, user, known_at="2026-01-01T00:00:00Z")["total"] == 0


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("colour", {"colour": "red"}),
        ("words", {"words": []}),
        ("words[0]", {"words": ["the"]}),
        ("phrase", {"phrase": "of the"}),
        ("when", {"when": "blue"}),
        ("since", {"since": "2026-11-01T00:00:00"}),
        ("after", {"after": "1.2.3"}),
        ("limit", {"limit": 501}),
        ("count_by", {"count_by": "hour"}),
        ("roles[0]", {"roles": ["cook"]}),
        ("session_id", {"session_id": " "}),
    ],
)
def test_a_bad_field_is_named(http: httpx.Client, user: str, field: str, wanted: dict[str, Any]) -> None:
    said(http, user, {"text": "a run"})
    answer = http.post("/v1/mentions", json={"user_id": user, **wanted})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_the_client_pages_through_all_of_them(served: Served, http: httpx.Client, user: str) -> None:
    said(http, user, *({"text": f"run number {n}"} for n in range(5)))
    with continuo_client.Client(served.url, served.key) as client:
        first = client.mentions("running", user_id=user, limit=3, count_by="session")
        second = client.mentions("running", user_id=user, limit=3, after=first.next)

    assert (first.total, [(c.key, c.turns) for c in first.counts]) == (5, [("talk", 5)])
    assert [turn.position for turn in (*first.turns, *second.turns)] == [1, 2, 3, 4, 5]
    assert second.next is None
