"""Who somebody is: name, nickname, age and birthday."""

from __future__ import annotations

import pytest
from tests.saying import of

IDENTITY = ("name", "nickname", "age", "birthday")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hi I'm Kasia and I live in Warsaw", "name=Kasia"),
        ("hello it's Giorgi. my wife loves wine", "name=Giorgi"),
        ("hi, Imani here. I'm allergic to sesame", "name=Imani"),
        ("lovely. Sign it Folake.", "name=Folake"),
        ("And it's Shira Azulay with z.", "name=Shira Azulay"),
        ("I'm Lucien Haddad by the way, for the letter", "name=Lucien Haddad"),
        ("name: Wojtek, area: Lublin", "name=Wojtek"),
        ("evening! im Siobhan, I've got a house", "name=Siobhan"),
        ("call me Bex, everyone does", "nickname=Bex"),
        ("Everyone calls me Sam", "nickname=Sam"),
        ("I'm Rasmus, 38, teacher in Odense.", "age=38"),
        ("thanks. 44 and living the dream", "age=44"),
        ("I am 84 and I want a beach", "age=84"),
        ("I'm thirty-four", "age=34"),
        ("I turned fifty last week", "age=50"),
        ("I'm a 29 year old nurse", "age=29"),
        ("29F, any diet tips?", "age=29"),
        ("smart. turning 50 on 1 December so it's ok to spend", "birthday=1976-12-01"),
        ("My birthday is on 5 May", "birthday=05-05"),
        ("For the visa form: date of birth 14 June 1988, place Accra.", "birthday=1988-06-14"),
        ("tomorrow is my birthday", "birthday=06-04"),
    ],
)
def test_who_somebody_is_in_many_wordings(text: str, found: str) -> None:
    assert found in of(IDENTITY, text)


def test_a_name_that_was_changed_is_past() -> None:
    text = "My first name was Dorothea on paper but I legally became Theo in 2020."

    assert of(("name",), text) == ["past name=Dorothea", "name=Theo"]


@pytest.mark.parametrize(
    "text",
    [
        "I'm 5 minutes away",
        "I'm 35 weeks pregnant",
        "I'm 30 pages in",
        "I'm French",
        "I'm Muslim and I fast",
        "Thanks, Maria",
        "I'm John's brother",
        "My daughter is 9",
        "I was 12 when we moved",
        "I've been working with Michael, 28, a junior editor",
        "Turns out, it was nothing",
        "Congrats again! Well done",
        "I was born in 1990",
    ],
)
def test_what_only_looks_like_an_identity(text: str) -> None:
    assert of(IDENTITY, text) == []
