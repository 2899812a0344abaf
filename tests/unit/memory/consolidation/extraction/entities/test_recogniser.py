from __future__ import annotations

import pytest

from continuo.domain.entity import EntityType, Mention
from continuo.memory.consolidation.extraction.entities.gazetteer import Gazetteer, Origin
from continuo.memory.consolidation.extraction.entities.recogniser import RulesRecogniser
from continuo.memory.consolidation.extraction.entities.words import read_words

RULES = RulesRecogniser()
PERSON, PLACE, ORGANISATION = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANISATION
PRODUCT, ANIMAL, FOOD = EntityType.PRODUCT, EntityType.ANIMAL, EntityType.FOOD
TOPIC, WORK, EVENT = EntityType.TOPIC, EntityType.WORK, EntityType.EVENT


def mentions(text: str, *, speaker: str = "") -> tuple[Mention, ...]:
    return RULES.recognise(text, speaker=speaker)


def read(text: str, *, speaker: str = "") -> set[tuple[EntityType, str]]:
    """Return type and words of every mention that is sure."""
    return {(m.type, m.text) for m in mentions(text, speaker=speaker) if m.confidence >= 0.5}


def roles(text: str) -> set[tuple[str, str | None]]:
    return {(m.text, m.role) for m in mentions(text)}


def test_an_allergy_to_dogs_and_a_love_of_hot_dogs_are_about_two_things() -> None:
    assert read("I am allergic to dogs and I love hot dogs") == {(ANIMAL, "dogs"), (FOOD, "hot dogs")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we ran out of dog food", {(PRODUCT, "dog food")}),
        ("the guide dog slept", {(ANIMAL, "guide dog")}),
        ("I made chicken soup", {(FOOD, "chicken soup")}),
        ("a beagle puppy is a lot of work", {(ANIMAL, "beagle puppy")}),
        ("the dog walker is late", set()),
        ("the new dog park opened", set()),
    ],
)
def test_the_last_word_of_a_compound_decides_what_it_is(text: str, found: set[tuple[EntityType, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("we had roast duck for dinner", FOOD),
        ("I saw a duck on the pond", ANIMAL),
        ("our ducks swim all day", ANIMAL),
        ("I'm allergic to lobster", FOOD),
        ("they keep goats on the farm", ANIMAL),
        ("the lamb was overcooked", FOOD),
    ],
)
def test_an_animal_on_a_plate_is_food(text: str, type_: EntityType) -> None:
    assert {found for found, _ in read(text)} == {type_}


def test_a_name_behind_a_role_is_its_bearer_and_the_role_is_kept() -> None:
    assert roles("my sister Ana called") == {("Ana", "sister")}
    assert roles("My older brother, Tomás, is a nurse") == {("Tomás", "brother")}
    assert roles("our dog Rex barks") == {("Rex", "dog")}
    assert roles("my mum Jutta") == {("Jutta", "mother")}


def test_a_role_alone_is_a_mention_without_a_name() -> None:
    (mention,) = mentions("can you call my mum later")

    assert (mention.text, mention.role, mention.named) == ("my mum", "mother", False)


@pytest.mark.parametrize(
    "text",
    [
        "My sister is called Mirela",
        "my sister's name is Mirela",
        "Mirela is my sister",
        "I have a sister named Mirela",
        "my little sister Mirela",
    ],
)
def test_a_name_said_of_a_role_in_any_order_has_the_role(text: str) -> None:
    assert ("Mirela", "sister") in roles(text)


def test_a_list_of_names_behind_a_role_in_the_plural_shares_it() -> None:
    assert roles("my brothers Tom, Jan and Piet") == {("Tom", "brother"), ("Jan", "brother"), ("Piet", "brother")}
    assert ("Mia", "child") in roles("I've got two kids, Leo and Mia")


def test_somebody_elses_sister_is_not_the_speakers() -> None:
    assert ("Eva", "sister") not in roles("his sister Eva is nice")
    assert ("Eva", "aunt") not in roles("Tom's aunt Eva is nice")


def test_a_mother_tongue_is_no_mother() -> None:
    assert roles("my mother tongue is Welsh") & {("my mother", "mother")} == set()
    assert roles("my hot dog is cold") == {("hot dog", None)}


def test_a_breed_is_a_dog() -> None:
    assert roles("my corgi, Winston, barks") == {("Winston", "dog")}
    assert ("Biscuit", "dog") in roles("we adopted a beagle named Biscuit")


def test_names_written_low_are_found_where_the_whole_text_is() -> None:
    assert read("kevin moved to lisbon to work at siemens") == {
        (PERSON, "kevin"),
        (PLACE, "lisbon"),
        (ORGANISATION, "siemens"),
    }


def test_a_word_that_is_also_a_name_is_none_without_a_sign() -> None:
    assert read("i will be there in may, mark my words") == set()
    assert read("Will said he'd come") == {(PERSON, "Will")}
    assert read("I hope so") == set()


def test_a_capital_at_the_beginning_of_a_sentence_says_nothing() -> None:
    assert read("Trying again. Sounds weird. Hopefully soon") == set()


@pytest.mark.parametrize("opening", ["In", "The", "Visit", "At", "Also"])
def test_the_first_word_of_a_sentence_is_no_part_of_the_name_behind_it(opening: str) -> None:
    assert read(f"{opening} Brindle Castle was closed") == {(PLACE, "Brindle Castle")}


def test_a_text_in_capitals_is_read_without_them() -> None:
    assert read("WE ARE GOING TO LISBON NEXT WEEK") == {(PLACE, "LISBON")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I grew up in a village called Oberwindach", (PLACE, "Oberwindach")),
        ("She works for Brightmoor", (ORGANISATION, "Brightmoor")),
        ("a company called Silver Pine", (ORGANISATION, "Silver Pine")),
        ("he teaches at the University of Elmsworth", (ORGANISATION, "University of Elmsworth")),
        ("we hiked up to Lake Trannoch", (PLACE, "Lake Trannoch")),
        ("I'm reading The Salt Gardener at the moment", (WORK, "The Salt Gardener")),
        ('I loved "The Salt Gardener" so much', (WORK, "The Salt Gardener")),
        ("tickets for the Wexmoor Festival", (EVENT, "Wexmoor Festival")),
        ("Dr. Orlanda Quist told me to rest", (PERSON, "Dr. Orlanda Quist")),
        ("we flew to Oberwindach", (PLACE, "Oberwindach")),
        ("my new ThinkPad X1 arrived", (PRODUCT, "ThinkPad X1")),
        ("I met Torvaldine yesterday", (PERSON, "Torvaldine")),
    ],
)
def test_the_words_around_say_what_an_unknown_name_is(text: str, found: tuple[EntityType, str]) -> None:
    assert found in read(text)


def test_a_title_holds_nobodys_brother() -> None:
    assert roles('I love the podcast "My Brother Tom and Me"') == {("My Brother Tom and Me", None)}


def test_a_name_by_its_capital_alone_is_a_guess() -> None:
    (mention,) = mentions("I keep thinking of Velmira")

    assert mention.confidence < 0.5


def test_a_language_is_a_topic_where_somebody_speaks_or_learns_it() -> None:
    assert read("i'm learning korean and german") == {(TOPIC, "korean"), (TOPIC, "german")}
    assert read("we ate at a korean place") == set()


def test_an_owner_is_named_without_the_ending() -> None:
    assert read("I stayed at Priya's place") == {(PERSON, "Priya")}
    assert read("a burger at McDonald's is fine") == {(FOOD, "burger"), (ORGANISATION, "McDonald's")}


def test_the_speakers_own_name_is_known_however_it_is_written() -> None:
    assert (PERSON, "zorvan") in read("this is zorvan speaking", speaker="Zorvan")
    assert read("this is zorvan speaking") == set()


def test_a_name_said_of_oneself_is_a_person() -> None:
    assert read("hi, i'm tobias") == {(PERSON, "tobias")}
    assert read("My name is Nkechi") == {(PERSON, "Nkechi")}
    assert read("i'm hungry") == set()


def test_code_addresses_and_handles_hold_no_names() -> None:
    assert read("see https://example.org/Lisbon or mail ana@example.org, @ana\n```\nLisbon = 1\n```") == set()


def test_every_list_is_read_and_none_is_heavy() -> None:
    lists = Gazetteer()

    assert lists.is_a("portugal", Origin.COUNTRY)
    assert lists.is_a("beagles", Origin.DOG)
    assert lists.is_everyday("stopped")
    assert not lists.is_everyday("oberwindach")


def test_the_longest_known_phrase_wins_but_never_over_a_comma() -> None:
    lists = Gazetteer()
    words = read_words("new york, hot dogs, hot, dogs")

    found = {words.said[at]: known.count for at in range(len(words)) if (known := lists.at(words, at))}

    assert found["new"] == 2
    assert lists.at(words, 4) is None
