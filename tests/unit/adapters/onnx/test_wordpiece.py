"""Our WordPiece against the reference implementation, and what a token budget may rely on."""

from __future__ import annotations

import string
import unicodedata
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from continuo.adapters.onnx.wordpiece import MAX_TOKENS, WordPiece, WordPieceTokenizer
from continuo.domain.errors import Misconfigured

WHOLE = [
    *(
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "bee",
        "honey",
        "island",
        "istanbul",
        "cafe",
        "resume",
        "sigma",
        "don",
        "t",
    ),
    *("東", "京", "😀", "ä", "ß", "«", "»"),
    *"'.,!?-$+~`;",
]
ENDS = ["ing", "s", "ed", "ly", "bul", "tan"]
VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *dict.fromkeys([*WHOLE, *string.ascii_lowercase, *string.digits, *"αβγσςжшא가는"]),
    *(f"##{part}" for part in [*ENDS, *string.ascii_lowercase, *string.digits, *"αβγσςжшא"]),
]


@lru_cache(1)
def _reference() -> Tokenizer:
    model = models.WordPiece(
        {piece: number for number, piece in enumerate(VOCABULARY)},
        unk_token="[UNK]",
        max_input_chars_per_word=100,
    )
    reference = Tokenizer(model)
    reference.normalizer = normalizers.BertNormalizer()
    reference.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return reference


def _same_in_all_unicode_versions(character: str) -> bool:
    """Return whether the reference, whose tables are those of about Unicode 9, sees the character as Python does."""
    now = unicodedata.category(character)
    return now == unicodedata.ucd_3_2_0.category(character) or now[0] in "LNSZ"


NASTY = "İıIſßẞΣσςÅÅé\u0301\u0327\u200d\ufe0f\u200b\u00ad\ufffd\x00\x0b\x0c\x1c\x1f\x85\xa0\u2028\u3000"
NASTY += "😀👩‍🚀漢豈한ﬁﷺ\ufeff᠎`´;·"
CHARACTERS = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(string.printable),
    st.characters(exclude_categories=["Cs"]).filter(_same_in_all_unicode_versions),
)
PIECES = st.one_of(CHARACTERS, st.sampled_from([*WHOLE, *ENDS, "istanbul", "islands", "bees", "don't"]))
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@settings(max_examples=1_000, deadline=None)
@given(TEXTS)
@example("Σίσυφος ΣΑΣ")
@example("İstanbul ISTANBUL ıstanbul")
@example("a" * 100 + " " + "a" * 101)
@example("bee\x1chive bee\x85s bee\x0bs")
@example("東京bee西")
@example("\u0301bee e\u0301\u0327s")
@example("don't-stop!?...")
def test_every_text_gets_the_ids_of_the_reference(text: str) -> None:
    ids = WordPiece(VOCABULARY).encode(text)
    reference = _reference().encode(text).ids

    assert ids[1:-1] == reference[: MAX_TOKENS - 2]


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(0, 3))
def test_a_count_is_never_below_the_reference(text: str, line_breaks: int) -> None:
    text += "\n" * line_breaks
    counted = WordPieceTokenizer(WordPiece(VOCABULARY)).count(text)

    assert counted >= len(_reference().encode(text).ids) + line_breaks


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_remembered_word_gets_the_same_ids(text: str) -> None:
    pieces = WordPiece(VOCABULARY)

    assert pieces.encode(text) == pieces.encode(text)


@pytest.fixture
def pieces() -> WordPiece:
    return WordPiece(VOCABULARY)


@pytest.fixture
def tokenizer(pieces: WordPiece) -> WordPieceTokenizer:
    return WordPieceTokenizer(pieces)


def test_a_long_text_is_cut_and_still_ends_properly(pieces: WordPiece) -> None:
    ids = pieces.encode("bee " * 1_000)

    assert len(ids) == MAX_TOKENS
    assert ids[0] == VOCABULARY.index("[CLS]")
    assert ids[-1] == VOCABULARY.index("[SEP]")


def test_nobody_steers_the_model_with_a_written_special_token(pieces: WordPiece) -> None:
    assert pieces.encode("bee [SEP] [CLS]").count(VOCABULARY.index("[SEP]")) == 1


def test_a_lone_surrogate_is_dropped(pieces: WordPiece) -> None:
    assert pieces.encode("be\ud800e") == pieces.encode("bee")


def test_a_word_that_cannot_be_spelled_costs_its_bytes(tokenizer: WordPieceTokenizer) -> None:
    assert tokenizer.count("bee 🦡") == 1 + 4
    assert tokenizer.count("z" * 101) == 101


def test_line_breaks_cost_one_each(tokenizer: WordPieceTokenizer) -> None:
    assert tokenizer.count("bee\nbee\r\nbee\n\n") == 3 + 4


def test_a_flood_of_invisible_characters_is_not_free(tokenizer: WordPieceTokenizer) -> None:
    floods = ["\u200b", "\x00", "\x1c", "\u0301", " ", "\u3000", "\u2003", "\ufe0f"]

    assert min(tokenizer.count(flood * 4_000) for flood in floods) >= 1_000


def test_nothing_costs_nothing(tokenizer: WordPieceTokenizer) -> None:
    assert tokenizer.count("") == 0


def test_the_tokenizer_is_named_for_what_it_counts(tokenizer: WordPieceTokenizer) -> None:
    assert tokenizer.name == "wordpiece-bert-uncased"


def test_a_vocabulary_without_its_special_pieces_is_refused() -> None:
    with pytest.raises(Misconfigured, match=r"\[SEP\]"):
        WordPiece(["[UNK]", "[CLS]", "bee"])


@settings(deadline=None)
@given(st.lists(PIECES).map("".join))
@example("İstanbul ﬁne e\u0301 Ångström a\x0bb don’t \u00ad 東京")
def test_located_pieces_are_those_that_are_encoded_and_stand_in_order(text: str) -> None:
    pieces = WordPiece(VOCABULARY)
    ids, places = pieces.locate(text)

    assert ids[: MAX_TOKENS - 2] == pieces.encode(text)[1:-1]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert sorted(places) == places


def test_a_located_piece_covers_the_letters_that_it_spells(pieces: WordPiece) -> None:
    text = "The Islands!"

    assert [text[start:end] for start, end in pieces.locate(text)[1]] == ["The", "Island", "s", "!"]
