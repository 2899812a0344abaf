"""Where somebody lives, lived and comes from."""

from __future__ import annotations

import pytest
from tests.saying import of

PLACES = ("lives_in", "from")


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("I live in Lisbon with my two cats", "Lisbon"),
        ("i live in lisbon and love it", "lisbon"),
        ("we live just outside Dublin", "Dublin"),
        ("what gym near my flat in Lisbon would you pick?", "Lisbon"),
        ("I'm in Oslo now, what's on this weekend", "Oslo"),
        ("currently living in Berlin, working remotely", "Berlin"),
        ("Moved to Madrid last month!", "Madrid"),
        ("I sold up and moved to Crete", "Crete"),
        ("Nairobi is home now", "Nairobi"),
        ("I call Naples home", "Naples"),
        ("since moving to Seattle I've been sleeping badly", "Seattle"),
        ("the weather here in Bergen is awful", "Bergen"),
        ("I'm a nurse in Lagos", "Lagos"),
        ("as a student in Leeds I get a discount", "Leeds"),
        ("Greetings from Helsinki!", "Helsinki"),
        ("I'm 34, based in Zagreb", "Zagreb"),
        ("Where I live, in Tartu, it snows", "Tartu"),
        ("Cluj, where I live, has great coffee", "Cluj"),
        ("I'm staying put in Cardiff", "Cardiff"),
        ("Just got the keys to our new place in Malmö", "Malmö"),
        ("I'm living with my parents in Cork at the moment", "Cork"),
        ("I moved in with my boyfriend in Leeds", "Leeds"),
        ("City: Tampa", "Tampa"),
        ("I've been in Toronto since 2019", "Toronto"),
        ("I came to Berlin in 2015 and stayed", "Berlin"),
    ],
)
def test_a_home_is_read_in_many_wordings(text: str, home: str) -> None:
    assert of(("lives_in",), text) == [f"lives_in={home}"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I no longer live in Rome", ["not lives_in=Rome"]),
        ("I don't live in Austin, I live in Dallas", ["not lives_in=Austin", "lives_in=Dallas"]),
        ("We just relocated from Chicago to Austin", ["not lives_in=Chicago", "lives_in=Austin"]),
        ("swapped London for Bristol last year", ["not lives_in=London", "lives_in=Bristol"]),
        ("I left Paris for Marseille in May", ["not lives_in=Paris", "lives_in=Marseille"]),
        ("goodbye Vienna, hello Graz!", ["not lives_in=Vienna", "lives_in=Graz"]),
        ("moved out of Brooklyn, now in Queens", ["not lives_in=Brooklyn", "lives_in=Queens"]),
        ("Sold our house in Boise and we're in Spokane now", ["not lives_in=Boise", "lives_in=Spokane"]),
        ("I used to live in Tokyo, now I'm in Osaka", ["past lives_in=Tokyo", "lives_in=Osaka"]),
        ("back when we lived in Kenya we had goats", ["past lives_in=Kenya"]),
        ("my old flat in Hackney had mould", ["past lives_in=Hackney"]),
    ],
)
def test_a_former_home_ends(text: str, found: list[str]) -> None:
    assert of(("lives_in",), text) == found


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("I'm from Peru", "from=Peru"),
        ("originally from Ghana, now in Leeds", "from=Ghana"),
        ("i grew up in Kenya", "from=Kenya"),
        ("I was born in Porto in 1990", "from=Porto"),
        ("write a short bio. name Itziar, from Pamplona", "from=Pamplona"),
        ("my hometown of Split is tiny", "from=Split"),
        ("I'm not from Chicago", "not from=Chicago"),
    ],
)
def test_where_somebody_comes_from(text: str, origin: str) -> None:
    assert origin in of(("from",), text)


@pytest.mark.parametrize(
    "text",
    [
        "My sister lives in Paris",
        "If I moved to Rome, what would I pay?",
        "thinking of moving to Spain",
        "I'm moving to Porto next week",
        "I'm in Rome for a conference, where do I eat?",
        "My hotel in Prague is awful",
        "I'm in IT",
        "I'm in love with Paris",
        "I'm in Year 9",
        "my parents' house in Kent",
        "She's back home in Texas",
        "my friend from work moved to Denver",
        "I went from Paris to Lyon by train",
        "left Google for Meta in May",
        "Do I live in Rome?",
        "weather in Madrid tomorrow?",
        "I'm from the marketing team",
        "I come from js",
    ],
)
def test_what_only_looks_like_a_home(text: str) -> None:
    assert of(PLACES, text) == []
