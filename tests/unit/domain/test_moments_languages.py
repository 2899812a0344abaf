"""German, French, Spanish and Chinese are read as those who speak them mean."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bench.moment_libraries import ours
from bench.moment_libraries.examples import LANGUAGES, PARTS, example_rates, examples

from continuo.domain.moments import Moment, MomentKind, spans

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def only(text: str) -> Moment:
    [found] = spans(text, now=NOW)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_sentences_of_its_own_of_which_half_stayed_out_of_tuning(language: str) -> None:
    items, _ = examples(language)
    parts = [item["part"] for item in items]

    assert len(items) >= 40
    assert parts.count("kept") + parts.count("unseen") >= 40
    assert len({item["text"] for item in items}) == len(items)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_labelled_sentence_is_understood(language: str, part: str) -> None:
    rates = example_rates(language, part, ours.read_moments)

    assert rates["span_precision"] >= 0.95
    assert rates["span_recall"] >= 0.95
    assert rates["value_recall"] >= 0.9


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Ende 2021 haben wir gebaut", "2021-09-01", "2022-01-01"),
        ("nous avons construit fin 2021", "2021-09-01", "2022-01-01"),
        ("construimos a finales de 2021", "2021-09-01", "2022-01-01"),
        ("我们2021年底盖了房子", "2021-09-01", "2022-01-01"),
        ("von November bis Februar 2021 war ich krank", "2020-11-01", "2021-03-01"),
        ("2020年11月到2月我病了", "2020-11-01", "2021-03-01"),
        ("nächste Woche Donnerstag habe ich frei", "2026-05-14", "2026-05-15"),
        ("le 3 janvier dernier", "2026-01-03", "2026-01-04"),
    ],
)
def test_parts_and_ranges_are_read_in_every_language(text: str, since: str, until: str) -> None:
    found = only(text)

    assert (found.since.date().isoformat(), found.until.date().isoformat()) == (since, until)


def test_figures_are_read_day_first_where_the_words_around_are_not_english() -> None:
    assert only("mon rendez-vous était le 05/04/2026").since.month == 4
    assert only("mi cita fue el 05/04/2026").since.month == 4
    assert only("my appointment was on 05/04/2026").since.month == 5


@pytest.mark.parametrize(
    "text",
    [
        "the mars rover has a mission",
        "an die Freude is a song",
        "we ate tortas in the mañana market of the city",
        "I met Julio and Abril at the school",
        "all for one and one for all",
    ],
)
def test_a_foreign_word_in_an_english_sentence_is_no_moment(text: str) -> None:
    assert spans(text, now=NOW) == []


def test_an_english_sentence_stays_english_beside_foreign_names() -> None:
    found = only("On Monday I met Julio in the Rue de Rivoli")

    assert found.kind is MomentKind.DAY
    assert found.since.weekday() == 0


@pytest.mark.parametrize(
    "text", ["Jeden Dienstag schwimme ich", "chaque mardi je nage", "todos los martes nado", "每周二"]
)
def test_a_repetition_is_no_moment_in_any_language(text: str) -> None:
    assert spans(text, now=NOW) == []
