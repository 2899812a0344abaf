"""Short answers to a question of the turn before. All sentences are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def pair(question: str, answer: str) -> tuple[Turn, Turn]:
    """Return a question of the assistant and the user's answer."""
    asked = Turn(UUID(int=1), 1, Role.ASSISTANT, question, "", NOW, NOW)
    return asked, replace(asked, position=2, role=Role.USER, text=answer)


@pytest.mark.parametrize(
    ("question", "answer", "facts"),
    [
        ("Where do you live?", "in Oslo", {("lives_in", "Oslo")}),
        ("Nice! Which city are you in?", "Oslo, near the opera", {("lives_in", "Oslo")}),
        ("What's your name?", "Folake", {("name", "Folake")}),
        ("What do you do for a living?", "nurse, at Charité", {("job_title", "nurse"), ("works_at", "Charité")}),
        ("Any allergies I should know about?", "peanuts", {("allergic_to", "peanuts")}),
        ("How old are you?", "34", {("age", "34")}),
        ("Any dietary requirements?", "vegan", {("diet", "vegan")}),
        ("What's your favourite colour?", "green", {("favourite_colour", "green")}),
        ("When is your birthday?", "5 May", {("birthday", "05-05")}),
        ("Where do you work?", "Siemens", {("works_at", "Siemens")}),
        ("What's your wife's name?", "Ana", {("partner", "Ana")}),
        ("What's your dog's name?", "Toto", {("has_pet", "dog named Toto")}),
        ("Which languages do you speak?", "Dutch and a bit of French", {("speaks", "Dutch"), ("speaks", "French")}),
        ("What are your hobbies?", "climbing and chess", {("does", "climbing"), ("does", "chess")}),
        ("How many bikes do you have?", "three", {("number_of_bikes", "3")}),
        ("Are you married?", "divorced", {("relationship_status", "divorced")}),
        ("What's your budget?", "500 euros", {("budget", "500 euros")}),
        ("What do you study?", "law at Leiden", {("studies", "law"), ("studied_at", "Leiden")}),
    ],
)
def test_a_short_answer_is_read_with_its_question(question: str, answer: str, facts: set[tuple[str, str]]) -> None:
    assert {(c.predicate, c.object) for c in extract(pair(question, answer))} >= facts


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("So you live in Oslo?", "yes"),
        ("Where do you live?", "why do you ask"),
        ("Where do you live?", "none of your business"),
        ("Any allergies?", "no"),
        ("Where do you want to go?", "Lisbon"),
        ("Would you like a table on Monday?", "tuesday please"),
        ("What colour would you like?", "green"),
        ("You live in Oslo.", "in Oslo"),
        ("For how many people?", "four"),
    ],
)
def test_what_is_no_answer_about_the_speaker_is_left_alone(question: str, answer: str) -> None:
    assert extract(pair(question, answer)) == ()


def test_an_answer_stands_on_the_words_of_its_own_turn() -> None:
    turns = pair("Where do you live?", "well, in Oslo")
    (found,) = extract(turns)

    assert turns[1].text[found.source.start : found.source.end] == "Oslo"


def test_a_question_of_another_session_is_not_answered() -> None:
    asked, answer = pair("Where do you live?", "in Oslo")

    assert extract([asked, replace(answer, session_id=UUID(int=2), position=1)]) == ()


def test_another_speaker_may_have_asked() -> None:
    asked, answer = pair("where are you based?", "in Oslo")
    room = [replace(asked, role=Role.USER, speaker="Tom"), replace(answer, speaker="Ida")]

    assert [(c.about, c.object) for c in extract(room)] == [("Ida", "Oslo")]
