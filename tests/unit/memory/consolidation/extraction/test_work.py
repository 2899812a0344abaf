"""What somebody does for a living, for whom, and how that ends."""

from __future__ import annotations

import pytest
from tests.saying import of

WORK = ("job_title", "works_at")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'm a software engineer at Google", ["job_title=software engineer", "works_at=Google"]),
        ("Currently software tester at Tata Consultancy", ["job_title=software tester", "works_at=Tata Consultancy"]),
        ("Day one at Zoho today!!", ["works_at=Zoho"]),
        ("still at Klarna until then", ["works_at=Klarna"]),
        (
            "Form: occupation is baker, employer is Boulangerie Fournil",
            ["job_title=baker", "works_at=Boulangerie Fournil"],
        ),
        ("Update: hired as a postal carrier for Correos.", ["job_title=postal carrier", "works_at=Correos"]),
        ("Hi! Sommelier here, Hotel Sacher in Vienna.", ["job_title=Sommelier", "works_at=Hotel Sacher"]),
        ("I work as an accountant for Deloitte", ["job_title=accountant", "works_at=Deloitte"]),
        ("I joined Meta as a product manager last week", ["works_at=Meta", "job_title=product manager"]),
        ("they made me head chef", ["job_title=head chef"]),
        ("my boss at Lidl is awful", ["works_at=Lidl"]),
        ("as a dev at Nubank I can tell you", ["job_title=dev", "works_at=Nubank"]),
        ("I work in IT at Siemens", ["works_at=Siemens"]),
        ("electrician here, need help with a quote", ["job_title=electrician"]),
        ("I'm head of product at Monzo", ["job_title=head of product", "works_at=Monzo"]),
        ("New job: data analyst at Aldi!", ["job_title=data analyst", "works_at=Aldi"]),
        ("I've been at Samsung SDI since October", ["works_at=Samsung SDI"]),
        ("Been a plumber for 20 years", ["job_title=plumber"]),
        ("My employer, Hyundai Rotem, merged my group", ["works_at=Hyundai Rotem"]),
        ("now I drive a tram for the TCL", ["job_title=drive a tram", "works_at=the TCL"]),
    ],
)
def test_work_is_read_in_many_wordings(text: str, found: list[str]) -> None:
    assert sorted(of(WORK, text)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I left Ramboll last Friday", ["not works_at=Ramboll"]),
        ("I left Google for Meta in May", ["not works_at=Google", "works_at=Meta"]),
        ("I moved from Bosch to Siemens", ["not works_at=Bosch", "works_at=Siemens"]),
        ("got fired from the call centre today", ["not works_at=the call centre"]),
        ("I handed in my notice at Tesco", ["not works_at=Tesco"]),
        ("I gave the Sacher my notice in december", ["not works_at=Sacher"]),
        ("My contract with Philips ended in May", ["not works_at=Philips"]),
        ("I got laid off last month", ["not works_at="]),
        ("They let me go from Cisco", ["not works_at="]),
        ("I quit the hospital in August", ["not works_at="]),
        ("I quit my job", ["not job_title=", "not works_at="]),
        ("I quit my job as a waiter", ["not job_title=waiter", "not works_at="]),
        ("I retired in June", ["job_title=retired", "not works_at="]),
        ("I'm a retired teacher", ["job_title=retired", "past job_title=teacher"]),
        ("I'm no longer a waiter", ["not job_title=waiter"]),
        ("not a nurse anymore, now I'm a paramedic", ["not job_title=nurse", "job_title=paramedic"]),
        ("went from barista to store manager", ["not job_title=barista", "job_title=store manager"]),
        ("stepped down as store manager", ["not job_title=store manager"]),
        ("my old boss at Shell called", ["past works_at=Shell"]),
        ("I used to work at Siemens", ["past works_at=Siemens"]),
        ("I no longer work for Amazon", ["not works_at=Amazon"]),
    ],
)
def test_a_job_that_is_over_ends(text: str, found: list[str]) -> None:
    assert sorted(of(WORK, text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "My wife works at Ikea",
        "she's a doctor at Mayo Clinic",
        "I want to be a pilot",
        "If I worked at Google I'd be rich",
        "I applied for a job at Apple",
        "my interview at Apple went well",
        "I might take the job at Tesla",
        "I got an offer from Tesla",
        "I'm at work",
        "I'm a huge fan of Bosch tools",
        "I'm a student at Leiden University",
        "I finished my internship at SAP",
        "I've been with Douglas for 3 years now",
        "I'm considering using AI in my company, and I want to make sure it is fair",
        "I switched from Microsoft Word to Scrivener on May 5",
        "I left the house early",
        "I've been studying the Toulmin model since April",
        "I'm also excited to guide new dancers",
    ],
)
def test_what_only_looks_like_work(text: str) -> None:
    assert of(WORK, text) == []
