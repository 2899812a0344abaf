"""Kin, partners, friends, colleagues and animals: who comes, who goes, and who belongs to somebody else."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.fact import Candidate
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def heard(*texts: str) -> tuple[Candidate, ...]:
    """Return what is read from the turns of one conversation."""
    return extract([Turn(UUID(int=1), n, Role.USER, text, "", NOW, NOW) for n, text in enumerate(texts, start=1)])


def facts(*texts: str) -> set[tuple[str, str]]:
    """Return predicate and object; "not" stands before what is denied, "once" before what is past."""
    return {(_sign(candidate) + candidate.predicate, candidate.object) for candidate in heard(*texts)}


def _sign(candidate: Candidate) -> str:
    if not candidate.affirmed:
        return "not "
    return "once " if candidate.valid_to is not None and candidate.valid_to <= NOW else ""


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("My sister Ines is coming over", ("has_sibling", "Ines")),
        ("Ines is my older sister btw", ("has_sibling", "Ines")),
        ("Met Ines, my sister, for lunch", ("has_sibling", "Ines")),
        ("my sister's name is Ines", ("has_sibling", "Ines")),
        ("I'm Ines's brother", ("has_sibling", "Ines")),
        ("brother Paul is visiting, what do I cook?", ("has_sibling", "Paul")),
        ("gift for my nephew Otto who turns 8", ("has_relative", "Otto")),
        ("My kids are called Finn and Greta", ("has_child", "Greta")),
        ("mum of 3 here, I need a quick dinner", ("has_child", "three children")),
        ("I have a daughter in Lyon and a son in Bonn", ("has_child", "son")),
        ("We welcomed a baby boy named Otis", ("has_child", "Otis")),
        ("my best friend Jo and I are off to Crete", ("has_friend", "Jo")),
        ("a friend of mine, Rafael, paints", ("has_friend", "Rafael")),
        ("my boss, Irina, wants it on Friday", ("has_colleague", "Irina")),
        ("could you write to Selma from accounting", ("has_colleague", "Selma")),
        ("what should my mum wear?", ("has_parent", "mum")),
        ("I visit my grandparents on Sundays", ("has_relative", "grandparents")),
        ("Dad turned 70 yesterday", ("has_parent", "dad")),
        ("Zoë is my little sister", ("has_sibling", "Zoë")),
        ("my cousin Şule sings", ("has_relative", "Şule")),
        ("too loud for uncle Bernard", ("has_relative", "Bernard")),
        ("recipe for mum's birthday cake", ("has_parent", "mum")),
        ("my eldest starts school in September", ("has_child", "eldest")),
        ("I raise my two boys alone", ("has_child", "two boys")),
        ("my neighbor Mrs. Kim is loud", ("has_friend", "Mrs. Kim")),
        ("my friend from college, David, paints", ("has_friend", "David")),
    ],
)
def test_kin_friends_and_colleagues_are_read_however_they_are_named(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("we have a greyhound called Blitz", ("has_pet", "greyhound named Blitz")),
        ("my cat, Olive, is sick", ("has_pet", "cat named Olive")),
        ("Just adopted two kittens, Salt and Pepper", ("has_pet", "kitten named Pepper")),
        ("our two cats ignore me", ("number_of_cats", "2")),
        ("how much should I feed my 3-year-old tortoise?", ("has_pet", "tortoise")),
        ("as a dog owner I hate fireworks", ("has_pet", "dog")),
        ("I named the puppy Leo", ("has_pet", "puppy named Leo")),
        ("my dog's name is max, any tricks?", ("has_pet", "dog named max")),
        ("I live with two cats and a hamster", ("has_pet", "hamster")),
        ("Rex is a beagle and he's bored", ("has_pet", "beagle named Rex")),
        ("took Momo to the vet yesterday", ("has_pet", "Momo")),
        ("my furry friend Daisy lies here", ("has_pet", "Daisy")),
    ],
)
def test_animals_are_read_with_their_names(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("texts", "fact"),
    [
        (["We have a beagle that eats socks.", "He's called Waldo"], ("has_pet", "beagle named Waldo")),
        (["what do I do about a beagle that eats socks? mine is called Waldo"], ("has_pet", "beagle named Waldo")),
        (["I got a puppy! Her name's Coco."], ("has_pet", "puppy named Coco")),
        (["Married for 12 years. Her name is Ingrid."], ("partner", "Ingrid")),
        (["my dog was very old. He died last night"], ("not has_pet", "dog")),
        (["I'm seeing Anna tonight.", "She's my sister"], ("has_sibling", "Anna")),
    ],
)
def test_what_is_told_a_sentence_later_belongs_to_the_one_spoken_of(texts: list[str], fact: tuple[str, str]) -> None:
    assert fact in facts(*texts)


@pytest.mark.parametrize(
    ("text", "denial"),
    [
        ("My cat passed away yesterday", ("not has_pet", "cat")),
        ("Waldo died on Sunday", ("not has_pet", "Waldo")),
        ("We had to put our dog Rex down", ("not has_pet", "dog named Rex")),
        ("we had to give the rabbit to my cousin", ("not has_pet", "rabbit")),
        ("sold our horse last month", ("not has_pet", "horse")),
        ("I no longer have the parrot", ("not has_pet", "parrot")),
        ("I don't have any pets", ("not has_pet", "pets")),
        ("RIP my dog Rex", ("not has_pet", "dog named Rex")),
        ("my late cat Simba loved tuna", ("not has_pet", "cat named Simba")),
        ("We lost Momo last night", ("not has_pet", "Momo")),
        ("my late father was a fisherman", ("once has_parent", "father")),
        ("no kids yet: I don't have children", ("not has_child", "kids")),
        ("My mother passed away in 2010", ("once has_parent", "mother")),
        ("I lost my uncle Ben in spring", ("once has_relative", "Ben")),
        ("I used to have a parrot called Kiki", ("once has_pet", "parrot named Kiki")),
    ],
)
def test_losses_end_what_there_was(text: str, denial: tuple[str, str]) -> None:
    assert denial in facts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We broke up last week", {("not partner", ""), ("relationship_status", "single")}),
        ("Jonas and I split up in March", {("not partner", "Jonas"), ("relationship_status", "single")}),
        ("my boyfriend left me for somebody else", {("not partner", ""), ("relationship_status", "single")}),
        ("my divorce was finalized on Tuesday", {("not partner", ""), ("relationship_status", "divorced")}),
        ("I'm separated from my wife", {("not partner", ""), ("relationship_status", "separated")}),
        ("My late wife Helen loved roses", {("not partner", "Helen"), ("relationship_status", "widowed")}),
        ("I lost my husband in May", {("not partner", ""), ("relationship_status", "widowed")}),
        ("my ex Karen called", {("not partner", "Karen")}),
        ("I'm not single anymore", {("not relationship_status", "single")}),
        ("I got dumped", {("not partner", ""), ("relationship_status", "single")}),
        ("Lukas and I are history", {("not partner", "Lukas"), ("relationship_status", "single")}),
    ],
)
def test_the_end_of_a_partnership_ends_the_partner_and_sets_the_status(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert expected <= facts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my wife Rosa snores", {("partner", "Rosa"), ("relationship_status", "married")}),
        ("I'm Tom's wife", {("partner", "Tom"), ("relationship_status", "married")}),
        ("Started dating a guy named Silas", {("partner", "Silas"), ("relationship_status", "in a relationship")}),
        ("Milo and I are engaged!", {("partner", "Milo"), ("relationship_status", "engaged")}),
        ("I proposed to Mia and she said yes", {("partner", "Mia"), ("relationship_status", "engaged")}),
        ("Peter and I got married in June", {("partner", "Peter"), ("relationship_status", "married")}),
        ("my girlfriend sarah is vegan", {("partner", "sarah"), ("relationship_status", "in a relationship")}),
        ("single again, recipes for one please", {("relationship_status", "single")}),
        ("as a single dad I cook fast", {("relationship_status", "single"), ("has_child", "child")}),
    ],
)
def test_partners_come_with_what_they_make_of_one(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "If I had a dog I'd name it Rex",
        "I wish I had a dog",
        "we're thinking of getting a cat",
        "her dog Rex is huge",
        "what's a good dog food?",
        "dog is man's best friend",
        "cats are great",
        "Elton John died",
        "The kids in the park are loud",
        "My mother tongue is the reason",
        "I need a partner for tennis",
        "We split the bill",
        "she left me a note",
        "They divorced last year",
        "My dream wife would cook",
        "his mum and dad are nice",
        "two dogs walk into a bar",
        "kids are expensive",
        "is it true that Brian is a dog in a series?",
        "Tom left me a message",
        "I'm expecting my first child",
    ],
)
def test_beings_that_are_not_ones_own_are_left_alone(text: str) -> None:
    beings = {"partner", "relationship_status", "has_pet", "has_child", "has_sibling", "has_parent", "has_relative"}

    assert {predicate for predicate, _ in facts(text)} & (beings | {f"not {name}" for name in beings}) == set()


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("My sister Ana lives in Oslo and works at Volvo", {("has_sibling", "Ana")}),
        ("my husband's diabetic and takes insulin", {("relationship_status", "married")}),
        ("My friend Tom has a dog named Rex", {("has_friend", "Tom")}),
        ("my brother's wife Kim is a pilot", {("has_sibling", "brother")}),
        ("My son Leo is allergic to eggs", {("has_child", "Leo")}),
    ],
)
def test_what_is_said_of_others_is_theirs(text: str, only: set[tuple[str, str]]) -> None:
    assert facts(text) == only


def test_an_ex_of_the_same_name_does_not_end_the_partner() -> None:
    assert ("not partner", "Anna") not in facts("My girlfriend Anna wants to meet my ex Anna")


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("My husband and I divorced in 2022", {"divorced"}),
        ("my girlfriend and I got engaged", {"engaged"}),
        ("my boyfriend is now my husband", {"married"}),
        ("I lost my wife in May", {"widowed"}),
    ],
)
def test_of_two_statuses_in_a_sentence_the_told_one_counts(text: str, statuses: set[str]) -> None:
    assert {value for predicate, value in facts(text) if predicate == "relationship_status"} == statuses


def test_an_animal_goes_by_its_breed_where_that_is_told() -> None:
    assert facts("My dog is a golden retriever") == {("has_pet", "golden retriever")}


def test_an_old_separation_says_nothing_about_today() -> None:
    assert facts("Karl and I split up ten years ago in 2014") == {("not partner", "Karl")}


def test_the_clause_of_a_name_told_later_is_where_it_is_told() -> None:
    candidate = next(c for c in heard("I got a puppy! Her name is Coco.") if "Coco" in c.object)

    assert "I got a puppy! Her name is Coco."[candidate.source.start : candidate.source.end] == "Her name is Coco"


def test_a_denial_without_a_name_is_a_whole_sentence() -> None:
    denied = next(c for c in heard("We broke up.") if c.predicate == "partner")

    assert denied.statement == "The user is no longer with their partner."
