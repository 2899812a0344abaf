"""Names what a stretch is about: its terms by weight, and the names that occur in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from continuo.memory.consolidation.extraction.sentences import sentences
from continuo.memory.vectors.stop_words import STOP_WORDS

MOST_TOPICS = 5
MOST_ENTITIES = 12
MOST_TERMS = 2_000
"""Words of one turn that count; the rest of a pasted book adds nothing to the subject."""

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]{2,}")
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'&-]+(?:(?:\s+(?:of|the|de|del|la|von|van))?\s+[A-ZÀ-ÖØ-Þ][\w'&-]+){0,3}|[A-Z]{2,6}\b"
)
# A name stands among words; after a colon, a bullet or a bracket a capital may mean nothing.
_FOLLOWS_WORDS = re.compile(r"[\w,;'’)] \Z")
_TALK_WORDS = (
    "hey hello hi thanks thank great good nice cool awesome amazing wow yeah yes yep sure okay really lot bit kinda "
    "gonna wanna thing things something anything everything way time got get going think thinking know like love want "
    "need make help please let sounds look looking feel hope glad happy sorry welcome tell said say see talk take bye "
    "one two also much many well just still even maybe would could should can will may might definitely absolutely "
    "pretty super totally guess keep try trying find use using work working right new day today people share sharing "
    "don't i'm it's i've that's can't i'll you're i'd didn't doesn't there's we're what's let's they're isn't here "
    "photo image picture pic photography add around went playing getting making having doing being sort kind"
)
_TALK = frozenset(_TALK_WORDS.split())
_NO_NAME_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december i i'm i've i'll i'd am pm ok okay lol omg btw"
)
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())


def terms(text: str) -> Counter[str]:
    """Return the telling words of a text, lower case, a plural counted with its singular."""
    found = (m.group() for m in _WORD.finditer(text))
    plain = (_singular(w.lower().removesuffix("'s")) for _, w in zip(range(MOST_TERMS), found, strict=False))
    return Counter(w for w in plain if w not in STOP_WORDS and w not in _TALK)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith(("ss", "us", "is", "'s")) or not word.endswith("s") or len(word) < 4:
        return word
    return word[:-1]


def topics(texts: Sequence[str], rarity: dict[str, float], speakers: Collection[str]) -> tuple[str, ...]:
    """Return what a stretch is about, most telling first: words or pairs of words by number and rarity.

    Args:
        texts: of its turns.
        rarity: weight of each term in the session.
        speakers: whose names are no subjects.
    """
    names = {word.lower() for speaker in speakers for word in speaker.split()}
    weights: dict[str, float] = {}
    for text in texts:
        for term, n in terms(text).items():
            if term not in names:
                weights[term] = weights.get(term, 0.0) + min(n, 3) * rarity.get(term, 1.0)
    pairs = Counter(pair for text in texts for pair in _pairs(text))
    for (first, second), n in pairs.items():
        if n > 1 and first in weights and second in weights:
            weights[f"{first} {second}"] = weights[first] + weights[second]
    # Sorting is stable: of equal weights, what was said first comes first.
    return tuple(_distinct(sorted(weights, key=lambda term: -weights[term])))


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    words = [_singular(m.group().lower()) for m in _WORD.finditer(text)][:MOST_TERMS]
    telling = {w for w in words if w not in STOP_WORDS and w not in _TALK}
    return ((a, b) for a, b in pairwise(words) if a in telling and b in telling and a != b)


def _distinct(ranked: Iterable[str]) -> list[str]:
    """Return the first topics that share no word with one before."""
    kept: list[str] = []
    used: set[str] = set()
    for topic in ranked:
        if not used & set(topic.split()):
            kept.append(topic)
            used.update(topic.split())
        if len(kept) == MOST_TOPICS:
            break
    return kept


def entities(texts: Sequence[str]) -> tuple[str, ...]:
    """Return names in the order of how often they occur.

    A capital at the beginning of a sentence makes a name only if the same word has one elsewhere too.
    """
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    for text in texts:
        for sentence in sentences(text):
            for name in _names(sentence.text):
                follows_words = _FOLLOWS_WORDS.search(sentence.text, 0, name.start()) is not None
                (inside if follows_words else opening)[name.group().removesuffix("'s")] += 1
    counts = Counter({name: n + opening[name] for name, n in inside.items()})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(name for name, _ in ranked)[:MOST_ENTITIES]


def _names(sentence: str) -> Iterable[re.Match[str]]:
    words = sentence.split()
    # A line that is mostly capitals is a heading; its words are no names.
    if sum(word[0].isupper() for word in words) > 0.6 * len(words) and len(words) > 2:
        return
    for name in _NAME.finditer(sentence):
        first = name.group().split()[0].lower().removesuffix("'s")
        if first not in _NO_NAMES and not (first in STOP_WORDS or first in _TALK):
            yield name
