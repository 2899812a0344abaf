"""Days of events: said, moved, called off."""

from __future__ import annotations

import pytest
from tests.saying import of

DATES = ("date_of_",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my exam is on 21 July, make a study plan", "exam=2026-07-21"),
        ("the exam's on 12 July!! redo everything", "exam=2026-07-12"),
        ("Dentist June 21, 8 am. Remind me", "dentist=2026-06-21"),
        ("Flight to Addis on 2026-11-08, returning later", "flight=2026-11-08"),
        ("thesis defence: 9 December.", "defence=2026-12-09"),
        ("Our choir concert (St. Mary's, 30 November) needs a poster", "choir_concert=2026-11-30"),
        ("surgery for my hernia is set for July 4th", "surgery=2026-07-04"),
        ("Job interview with the port authority of Durban on 18 November!!", "interview=2026-11-18"),
        ("I have a doctor's appointment on Monday at 3pm", "doctor=2026-06-08"),
        ("my flight leaves on 3 August at 7am", "flight=2026-08-03"),
        ("we fly to Rome on July 3", "flight=2026-07-03"),
        ("I'm getting married on 12 October!", "wedding=2026-10-12"),
        ("our wedding was on 7 Oct 2015", "wedding=2015-10-07"),
        ("the meeting with HR is now on Thursday instead of Tuesday", "meeting=2026-06-04"),
        ("my appointment is no longer on Monday, it's on Wednesday now", "appointment=2026-06-10"),
        ("the interview has been pushed back to next Tuesday", "interview=2026-06-09"),
        ("they moved my surgery from June 10 to June 17", "surgery=2026-06-17"),
        ("my due date is October 3rd", "due_date=2026-10-03"),
        ("We're away from the 12th to the 21st of August. My flight is on the 11th", "flight=2026-08-11"),
        ("My flight is on the 11th", "flight=2026-06-11"),
    ],
)
def test_the_day_of_an_event_is_read(text: str, found: str) -> None:
    assert of(DATES, text) == [f"date_of_{found}"]


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ("Dentist June 21, 8 am.", "they just called, they push it to June 28", "date_of_dentist=2026-06-28"),
        ("my driving test is 2026-07-06", "test got cancelled, examiners on strike", "not date_of_driving_test="),
        ("wedding is on 14 September", "the venue flooded. new wedding date: 5 October", "date_of_wedding=2026-10-05"),
        ("my eye exam is on July 2", "it's been moved to July 9", "date_of_eye_exam=2026-07-09"),
        ("surgery is on July 4th", "Moved forward!! I'm up on June 30th already.", "date_of_surgery=2026-06-30"),
    ],
)
def test_a_moved_event_keeps_its_slot(first: str, then: str, found: str) -> None:
    assert of(DATES, first, then)[-1] == found


def test_two_events_of_one_kind_have_two_slots() -> None:
    found = of(
        DATES, "My maths exam is on June 10 and my physics exam is on June 12", "the maths exam moved to June 17"
    )

    assert found == [
        "date_of_maths_exam=2026-06-10",
        "date_of_physics_exam=2026-06-12",
        "date_of_maths_exam=2026-06-17",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "is my exam on Friday?",
        "when is my exam, on Monday?",
        "my mom's surgery is on Friday",
        "Tom's wedding is on 5 July",
        "if my exam is on Friday I'm dead",
        "brought forward to June 12",
        "date of birth 14 June 1988",
        "I have an exam next week",
        "I had them for lunch on Monday",
        "I went to a castle during my trip to the UK last Friday",
        "I'm considering attending the AI conference on January 15",
    ],
)
def test_what_only_looks_like_an_event_with_a_day(text: str) -> None:
    assert of(DATES, text) == []
