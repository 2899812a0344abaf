"""A text as words with their places, their capitals and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_CHARACTERS = 20_000
"""As much of a turn is read; a pasted book says little of its reader."""

# Code, addresses and handles are no names; they count as one unreadable word. Then come "U.S.", words and the sign "&".
_TOKEN = re.compile(
    r"(?P<address>```(?:.|\n)*?(?:```|\Z)|(?<!\w)`[^`\n]+`|(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.\w+|[@#]\w+)"
    r"|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’&-][^\W_]+)*\+{0,2}|&"
)
_CONTRACTED = re.compile(r"(?:'(?:s|m|re|ll|ve|d)|n't)\Z")
_BREAK = re.compile(r"[.!?:;\n…\"“”•*|\u2600-\U0010ffff]")
_SPACES = frozenset((" ", "\u00a0"))
_ABBREVIATED = frozenset(("dr", "mr", "mrs", "ms", "prof", "st", "mt", "ft", "jr", "sr"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, as columns of equal length.

    Args:
        said: as they stand.
        low: lower case, straight apostrophes.
        bare: the same without "'s", "'m", "n't" and the like.
        start: first character of each.
        end: one past its last.
        opens: whether a sentence or a new thought begins with it.
        joined: whether only a space lies between it and the word before.
        capital: whether its capital says something: False throughout where a text shouts or is a headline.
        writes_low: whether the writer begins sentences without capitals, so that names come without them too.
    """

    text: str
    said: list[str]
    low: list[str]
    bare: list[str]
    start: list[int]
    end: list[int]
    opens: list[bool]
    joined: list[bool]
    capital: list[bool]
    writes_low: bool

    def __len__(self) -> int:
        return len(self.said)

    def is_owner(self, at: int) -> bool:
        """Tell whether a word ends in "'s"."""
        return self.low[at].endswith("'s")

    def bare_end(self, at: int) -> int:
        """Return where a word ends without "'s"."""
        return self.end[at] - 2 if self.is_owner(at) else self.end[at]

    def follows(self, at: int) -> bool:
        """Tell whether there is a word at a place and no sentence begins with it."""
        return 0 < at < len(self.said) and not self.opens[at]


def read_words(text: str) -> Words:
    """Return the words of a text, in order; empty columns where there are none."""
    said: list[str] = []
    low: list[str] = []
    start: list[int] = []
    end: list[int] = []
    opens: list[bool] = []
    joined: list[bool] = []
    last = 0
    for found in _TOKEN.finditer(text[:MOST_CHARACTERS]):
        word = found.group()
        begin = found.start()
        between = text[last:begin]
        plain = between in _SPACES or (between == ". " and _is_abbreviated(low, said))
        joined.append(plain and bool(said))
        opens.append(not said or (not joined[-1] and _BREAK.search(between) is not None))
        said.append(word)
        low.append("" if found.lastgroup else word.lower().replace("’", "'"))
        start.append(begin)
        last = found.end()
        end.append(last)
    bare = [_CONTRACTED.sub("", word) if "'" in word else word for word in low]
    capital = _capitals(said, bare)
    writes_low = bool(said) and (not any(capital) or said[0][0].islower())
    return Words(text, said, low, bare, start, end, opens, joined, capital, writes_low)


def _is_abbreviated(low: list[str], said: list[str]) -> bool:
    return bool(low) and (low[-1] in _ABBREVIATED or (len(low[-1]) == 1 and said[-1].isupper()))


def _capitals(said: list[str], bare: list[str]) -> list[bool]:
    found = [word[:1].isupper() or _is_mixed(word) for word in said]
    long = [word for word in said if len(word) > 2 and word.isalpha()]
    loud = sum(word.isupper() for word in long)
    headline = sum(not word.islower() for word in said if len(word) > 3)
    if (len(long) > 2 and loud > 0.6 * len(long)) or (len(long) > 4 and headline > 0.8 * len(long)):
        return [False] * len(said)
    return [is_capital and bool(word) and word != "i" for is_capital, word in zip(found, bare, strict=True)]


def _is_mixed(word: str) -> bool:
    """Tell whether a word has a capital inside, as "iPhone" does."""
    return len(word) > 2 and word[0].islower() and not word.islower()
