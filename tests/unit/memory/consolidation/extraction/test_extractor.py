"""What is read from people's own words, and what is left alone. All sentences are made up."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.fact import THE_USER, Candidate, Tier
from continuo.domain.predicates import DATE_OF, FAVOURITE, NUMBER_OF, registry
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import EXTRACTOR_VERSION, extract
from continuo.memory.consolidation.extraction.patterns.every import PATTERNS

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def turn(text: str, *, speaker: str = "", role: Role = Role.USER) -> Turn:
    return Turn(UUID(int=1), 1, role, text, speaker, NOW, NOW)


def heard(text: str, *, speaker: str = "") -> tuple[Candidate, ...]:
    return extract([turn(text, speaker=speaker)])


def facts(text: str) -> set[tuple[str, str]]:
    """Return predicate and object of what is read; a denied predicate begins with "not "."""
    return {(("" if c.affirmed else "not ") + c.predicate, c.object) for c in heard(text)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I live in Lisbon.", "Lisbon"),
        ("i live in lisbon btw", "lisbon"),
        ("I'm living in New York City right now", "New York City"),
        ("We moved to Chicago in 2019.", "Chicago"),
        ("I’ve just moved back to Porto with my cat.", "Porto"),
        ("Moved to Berlin last week!", "Berlin"),
        ("I'm based in Oslo, Norway, and it's cold.", "Oslo, Norway"),
        ("I live with my parents in Austin, Texas.", "Austin, Texas"),
        ("I've lived in Ghent since 2015.", "Ghent"),
        ("Hi there! I live in Leeds 😊 it rains", "Leeds"),
        ("I live in a small town near Lyon", "a small town near Lyon"),
        ("Since I live in Madrid, what should I visit nearby?", "Madrid"),
        ("I live in Rome I work at Fiat", "Rome"),
    ],
)
def test_a_home_is_read_however_it_is_said(text: str, place: str) -> None:
    assert ("lives_in", place) in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("im from lisbon", ("from", "lisbon")),
        ("I was born in Porto but I never go there.", ("from", "Porto")),
        ("I grew up in South Africa", ("from", "South Africa")),
        ("My name is Ana.", ("name", "Ana")),
        ("my name's Bob btw", ("name", "Bob")),
        ("Hi, I'm Leo and I need help", ("name", "Leo")),
        ("Please call me Max", ("nickname", "Max")),
        ("I'm 34 years old", ("age", "34")),
        ("im 25 and bored", ("age", "25")),
        ("I just turned 40!", ("age", "40")),
        ("my birthday is on 5 May", ("birthday", "05-05")),
        ("I was born on March 3rd, 1990.", ("birthday", "1990-03-03")),
        ("I speak fluent Spanish", ("speaks", "Spanish")),
        ("I speak French and a little German", ("speaks", "German")),
        ("My native language is Turkish.", ("speaks", "Turkish")),
        ("I'm allergic to peanuts", ("allergic_to", "peanuts")),
        ("I have a severe shellfish allergy.", ("allergic_to", "shellfish")),
        ("I’m vegan, any recipe ideas?", ("diet", "vegan")),
        ("I went vegetarian two years ago", ("diet", "vegetarian")),
        ("I don't eat pork.", ("avoids", "pork")),
        ("I'm single and happy", ("relationship_status", "single")),
    ],
)
def test_who_somebody_is(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I work as a nurse", ("job_title", "nurse")),
        ("I'm a software engineer.", ("job_title", "software engineer")),
        ("i work at siemens as a nurse", ("works_at", "siemens")),
        ("I'm a data analyst at Bosch and I like it", ("works_at", "Bosch")),
        ("I work for a small bakery", ("works_at", "a small bakery")),
        ("I got promoted to senior manager yesterday", ("job_title", "senior manager")),
        ("Just started at Nokia last Monday!", ("works_at", "Nokia")),
        ("I got a job at Philips as a designer", ("job_title", "designer")),
        ("I joined Volvo as an engineer", ("works_at", "Volvo")),
        ("How do I balance my career as a film producer with kids?", ("job_title", "film producer")),
        ("I study biology at the University of Porto", ("studies", "biology")),
        ("I study biology at the University of Porto", ("studied_at", "the University of Porto")),
        ("I graduated from Oxford with a degree in history", ("studies", "history")),
        ("I'm a nursing student", ("studies", "nursing")),
        ("I have a master's degree in physics from ETH", ("studied_at", "ETH")),
    ],
)
def test_work_and_studies(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


def test_what_somebody_works_as_need_not_be_a_known_occupation() -> None:
    assert ("job_title", "hydrographer") in facts("I work as a hydrographer now, and I love the boat days.")
    for text in ("I work as a team with my brother.", "I work as hard as I can.", "I'm a slow starter."):
        assert "job_title" not in {predicate for predicate, _ in facts(text)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("My sister Ana is visiting", ("has_sibling", "Ana")),
        ("I have two kids, Leo and Mia.", ("has_child", "Mia")),
        ("my wife and i are tired", ("relationship_status", "married")),
        ("My partner, Joana, loves jazz", ("partner", "Joana")),
        ("I'm married to Tom", ("partner", "Tom")),
        ("what should I get my brother for Easter?", ("has_sibling", "brother")),
        ("My daughter's name is Zoe", ("has_child", "Zoe")),
        ("I have a beagle named Toto", ("has_pet", "beagle named Toto")),
        ("i just got a new puppy 🐶 so happy", ("has_pet", "puppy")),
        ("My cat Luna sleeps all day", ("has_pet", "cat named Luna")),
        ("my colleague Linda from the TV studio called", ("has_colleague", "Linda")),
        ("My best friend Paul is a vet", ("has_friend", "Paul")),
        ("My parents, Rosa and Carl, are retired", ("has_parent", "Rosa")),
        ("Anna is my cousin", ("has_relative", "Anna")),
    ],
)
def test_family_friends_and_pets(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I love hiking", ("likes", "hiking")),
        ("i really like thai food lol", ("likes", "thai food")),
        ("I'm a huge fan of jazz.", ("likes", "jazz")),
        ("I enjoy cooking and I hate cleaning", ("dislikes", "cleaning")),
        ("I can't stand loud music", ("dislikes", "loud music")),
        ("I don't like olives", ("dislikes", "olives")),
        ("My favourite colour is green", ("favourite_colour", "green")),
        ("my favorite color is green", ("favourite_colour", "green")),
        ("Solaris is my favourite book.", ("favourite_book", "Solaris")),
        ("I prefer tea over coffee", ("prefers", "tea")),
        ("I play the cello", ("does", "cello")),
        ("I'm learning Japanese", ("does", "Japanese")),
        ("I started climbing last year", ("does", "climbing")),
        ("I volunteer at an animal shelter", ("does", "volunteer at an animal shelter")),
        ("I run every morning", ("does", "run")),
        ("I drive a Fiat Panda", ("drives", "a Fiat Panda")),
        ("I own a sailing boat", ("owns", "a sailing boat")),
        ("I just bought a new laptop", ("owns", "laptop")),
        ("I have a motorcycle", ("owns", "a motorcycle")),
    ],
)
def test_tastes_habits_and_belongings(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("I'm planning a trip to Rome", "trip to Rome"),
        ("I plan to visit Vancouver", "trip to Vancouver"),
        ("I'm getting married in June!", "getting married"),
        ("We're going to repaint the kitchen next weekend", "repaint the kitchen"),
        ("I have a dentist appointment on Friday", "dentist appointment"),
        ("My wife and I are flying to Spain next summer", "trip to Spain"),
    ],
)
def test_plans_are_read_where_the_words_commit(text: str, plan: str) -> None:
    assert ("plans_to", plan) in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "I might move to Oslo",
        "I'm thinking of getting a dog",
        "I would love to live in Rome",
        "I'd like to visit Kyoto someday",
        "maybe one day I'll own a boat",
        "I hope to work at NASA",
        "If I moved to Rome I would learn Italian.",
        "What if I lived in Paris?",
        "I wish I lived in Paris",
        "Imagine I have a dog named Rex.",
        "Suppose I'm a doctor.",
        "Do I live in Lisbon?",
        "I live in Lisbon?",
        "Am I allergic to nuts?",
        "Should I say I'm vegan?",
        "Where do you think I live in Europe?",
        "She said I live in a bubble.",
        "He told me I'm a terrible cook.",
        "My boss thinks I work at Google",
        '"I live in Madrid," she wrote.',
        "“I am allergic to cats” was her excuse",
        "Translate this: I work at Siemens",
        "Write a short bio: I live in Madrid and I work at Google.",
        "Rewrite the following email:\nI am a nurse from Leeds and I love my job.",
        "Fix this\n```\n# I live in Rome\nname = 'I am Bob'\n```",
        "> I live in Rome\nwhat does that mean",
        "I'm [Your Name] and I live in [City].",
        "Dear Sir,\nI am a teacher from Ghent and I live in Antwerp.\nBest regards\nTom",
        "You live in Lisbon.",
        "People who live in Rome love it. They have a dog.",
        "Their dog is called Rex",
        "I love you!",
        "I love it when it rains",
        "I love that idea",
        "I like your suggestion",
        "I'd love that",
        "I moved to Python 3 last year",
        "I moved on to working with wood",
        "I'm from the marketing team",
        "I work from home",
        "I work at night",
        "I'm 5 minutes away",
        "I'm 100% sure",
        "I'm 20.5% done",
        "I'm like 90 pages in",
        "I'm happy. I'm Irish.",
        "I'm a bit tired",
        "I'm a beginner",
        "I have a question about cars",
        "I have a car problem",
        "I bought tickets for the concert",
        "I got a great idea",
        "I have an idea for a dog food brand",
        "my chicken recipe is famous",
        "my favourite part was the ending",
        "I study hard every day",
        "Always a pleasure!",
        "Never mind",
        "Please list five rivers",
        "That would never work",
        "When I was a kid I had a horse",
        "I know someone like me who lives in Rome",
        "I'm not planning anything",
        "lol",
        "",
        "🙂🙂🙂",
    ],
)
def test_what_is_not_a_statement_about_the_speaker_is_left_alone(text: str) -> None:
    assert facts(text) == set()


@pytest.mark.parametrize(
    ("text", "denial"),
    [
        ("I no longer live in Rome", ("not lives_in", "Rome")),
        ("I don't live in Rome anymore", ("not lives_in", "Rome")),
        ("I quit my job at Siemens", ("not works_at", "Siemens")),
        ("I got laid off from Nokia last week", ("not works_at", "Nokia")),
        ("I'm no longer a teacher", ("not job_title", "teacher")),
        ("Lost my job as a banker yesterday", ("not job_title", "banker")),
        ("I sold the car", ("not owns", "car")),
        ("I don't have a dog", ("not has_pet", "dog")),
        ("I broke up with Tom", ("not partner", "Tom")),
        ("My cat died yesterday", ("not has_pet", "cat")),
        ("I don't like coffee any more", ("not likes", "coffee")),
        ("I gave up smoking", ("not does", "smoking")),
        ("I don't play tennis anymore", ("not does", "tennis")),
        ("I'm not vegan anymore", ("not diet", "vegan")),
        ("I'm not allergic to cats", ("not allergic_to", "cats")),
        ("I'm an only child", ("not has_sibling", "siblings")),
        ("I have no kids", ("not has_child", "kids")),
        ("I don't speak German", ("not speaks", "German")),
        ("We cancelled our trip to Malta", ("not plans_to", "trip to Malta")),
    ],
)
def test_denials_are_read_as_denials(text: str, denial: tuple[str, str]) -> None:
    assert denial in facts(text)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Always answer in French.", "Always answer in French"),
        ("never use emojis", "never use emojis"),
        ("From now on, keep your answers short.", "keep your answers short"),
        (
            "Please always cite your sources when I ask about health.",
            "always cite your sources when I ask about health",
        ),
        ("please call me Max", "call me Max"),
        ("Don't ever call me buddy", "Don't ever call me buddy"),
        ("I want you to always check the date first", "always check the date first"),
        ("I prefer short answers", "short answers"),
    ],
)
def test_standing_wishes_are_kept_in_their_own_words(text: str, wish: str) -> None:
    assert ("wishes", wish) in facts(text)


@pytest.mark.parametrize(
    ("text", "valid_from", "valid_to"),
    [
        ("I used to live in Paris", None, "2026-05-06"),
        ("I lived in Paris until May 2021", None, "2021-05-01"),
        ("I worked for IBM from 2010 to 2015", "2010-01-01", "2016-01-01"),
        ("I moved to Berlin last week", "2026-04-27", None),
        ("I've lived in Oslo since 2015", "2015-01-01", None),
        ("In 2019 I moved to Turin", "2019-01-01", None),
        ("I'm planning a trip to Rome in June", None, "2026-07-01"),
        ("I quit my job at Siemens last month", None, "2026-04-01"),
        ("I live in Rome", None, None),
    ],
)
def test_times_beside_a_statement_say_since_when_and_until_when(
    text: str, valid_from: str | None, valid_to: str | None
) -> None:
    [found] = heard(text)

    assert found.valid_from == (datetime.fromisoformat(valid_from).replace(tzinfo=UTC) if valid_from else None)
    assert (found.valid_to.date().isoformat() if found.valid_to else None) == valid_to


@pytest.mark.parametrize(
    "text",
    [
        "I think I live in the Bay Area",
        "Maybe I'm allergic to nuts",
        "I'm probably moving to Berlin next month",
        "I guess I'm a fan of jazz",
        "I love jazz, I think",
    ],
)
def test_hedged_words_are_believed_less(text: str) -> None:
    found = heard(text)

    assert found
    assert all(c.confidence < 0.6 and c.statement.startswith("Perhaps") for c in found)


def test_the_past_and_the_present_in_one_sentence_are_two_facts() -> None:
    past, present = heard("I used to live in Paris, but now I live in Rome.")

    assert (past.object, past.valid_to) == ("Paris", NOW)
    assert (present.object, present.valid_to) == ("Rome", None)


def test_a_sister_in_oslo_is_a_sister_and_no_home() -> None:
    assert facts("My sister Ana lives in Oslo.") == {("has_sibling", "Ana")}


def test_run_on_chat_is_read_clause_by_clause() -> None:
    text = "hey so im from lisbon and i work at siemens, i hate mondays tho and my dog rex is sick"

    assert {("from", "lisbon"), ("works_at", "siemens"), ("dislikes", "mondays"), ("has_pet", "dog")} <= facts(text)


def test_two_speakers_are_two_subjects() -> None:
    found = extract([turn("I live in Rome.", speaker="Gina"), turn("I live in Oslo.", speaker="Sam")])

    assert [(c.about, c.object, c.speaker) for c in found] == [("Gina", "Rome", "Gina"), ("Sam", "Oslo", "Sam")]
    assert found[0].statement == "Gina lives in Rome."


def test_the_user_under_their_own_name_is_the_user() -> None:
    [found] = extract([turn("I live in Rome.", speaker="Gina")], main_speakers=["Gina"])

    assert (found.about, found.speaker, found.tier) == (THE_USER, "Gina", Tier.SELF)


def test_wishes_between_two_people_are_talk() -> None:
    assert heard("Always answer in French.", speaker="Gina") == ()


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.TOOL, Role.SYSTEM])
def test_only_people_are_believed_about_themselves(role: Role) -> None:
    assert extract([turn("I live in Rome. You live in Oslo.", role=role)]) == ()


def test_evidence_quotes_the_clause() -> None:
    text = "Well, it's late. I live in Lisbon, and my sister Ana is here."

    assert [text[c.source.start : c.source.end] for c in heard(text)] == ["I live in Lisbon", "my sister Ana"]


def test_what_is_said_twice_in_a_turn_is_one_candidate_and_ordinals_count_up() -> None:
    found = heard("I love tea. I love jazz. I love tea.")

    assert [(c.object, c.ordinal) for c in found] == [("tea", 0), ("jazz", 1)]


def test_a_plan_says_the_date_it_meant() -> None:
    [found] = heard("I'm planning a trip to Rome next month.")

    assert found.statement == "The user plans: trip to Rome (June 2026)."


def test_pasted_text_after_a_colon_is_not_the_speaker() -> None:
    essay = "I live in a castle and I own a horse. " * 20

    assert facts(f"I'm a teacher. What do you think of this story:\n{essay}") == {("job_title", "teacher")}


def test_what_stands_beyond_twenty_thousand_characters_is_not_read() -> None:
    assert facts("I love tea. " + "So it goes on and on. " * 1_000 + "I love jazz.") == {("likes", "tea")}


def test_a_turn_gives_at_most_forty_statements() -> None:
    listed = " ".join(f"I love song{i}a." for i in range(60))

    assert len(heard(listed)) == 40


def test_every_rule_has_a_registered_predicate() -> None:
    families = (FAVOURITE, DATE_OF, NUMBER_OF)
    assert {p.predicate for p in PATTERNS if not p.predicate.startswith(families)} <= set(registry)


def test_the_version_is_fixed() -> None:
    assert EXTRACTOR_VERSION == "rules-2"


VOCABULARY = (
    "I I'm im my we don't live in Rome Lisbon moved to work at Siemens love hate a dog named Rex if said that you and "
    "but , . ? ! \" ' : \n ``` always never please call me Ana sister allergic nuts used from 2019 last week 🙂 ’"
)
TEXTS = st.lists(st.sampled_from(VOCABULARY.split(" ")), max_size=25).map(" ".join) | st.text(max_size=80)


@given(TEXTS)
def test_whatever_is_written_evidence_lies_within_it_and_reading_again_gives_the_same(text: str) -> None:
    found = heard(text)

    assert found == heard(text)
    assert all(0 <= c.source.start < c.source.end <= len(text) for c in found)
    assert all(c.object and 0 < c.confidence <= 1 for c in found)
    assert [c.ordinal for c in found] == list(range(len(found)))
