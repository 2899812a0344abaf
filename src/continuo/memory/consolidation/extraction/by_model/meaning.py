"""What a sentence says against a statement that is quoted from it: asked, imagined, denied, or said of somebody else.

A quotation can be true to the letter and cut so that it says the contrary. These checks read the sentence around it,
by closed lists, English first. They can only take a statement away, never make one.
"""

from __future__ import annotations

from dataclasses import dataclass

from continuo.memory.consolidation.extraction.by_model import cues
from continuo.memory.consolidation.extraction.by_model.kin import KINDRED, MINE
from continuo.memory.consolidation.extraction.clauses import Clause, Mood, mood
from continuo.memory.consolidation.extraction.sentences import Sentence
from continuo.memory.consolidation.extraction.timing import NEAR

_AFTER = 30  # Characters after an object in which a denial may still belong to it: "wohne in Rom nicht mehr".
_UNTIL_NOW_TIMELESS = frozenset({"studied_at", "studies", "from", "birthday", "name"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement is said.

    Args:
        start: first character of the quotation within the sentence.
        object_start: first character of the object within the sentence.
        object_end: one past its last character.
    """

    sentence: Sentence
    start: int
    object_start: int
    object_end: int

    @property
    def before(self) -> str:
        """Return the sentence up to the object."""
        return self.sentence.text[: self.object_start]

    @property
    def own(self) -> str:
        """Return what stands between the last "I" and the object, or all before it where there is none."""
        pronouns = list(cues.SPEAKER.finditer(self.before))
        return self.before[pronouns[-1].start() :] if pronouns else self.before

    @property
    def beside(self) -> str:
        """Return what stands from the last "I" to where a time may still belong to the object."""
        begin = self.object_start - len(self.own)
        return self.sentence.text[begin : self.object_end + NEAR]

    @property
    def after(self) -> str:
        """Return what stands after the object, up to the next thought."""
        rest = self.sentence.text[self.object_end : self.object_end + _AFTER]
        stop = cues.STOP.search(rest)
        return rest[: stop.start()] if stop else rest


def committed(place: Place, predicate: str) -> Mood:
    """Return whether the speaker says, guesses or does not say it; what names no speaker is a guess at best."""
    anchors = list(cues.FIRST_PERSON.finditer(place.before))
    taken_for_granted = bool(anchors) and predicate in KINDRED and cues.OWN.match(anchors[-1].group()) is not None
    subjects = anchors[-1:] if taken_for_granted else [*cues.SPEAKER.finditer(place.before)][-1:] or anchors[-1:]
    start = subjects[0].start() if subjects else min(place.start, place.object_start)
    before = place.sentence.text[:start]
    if cues.DICTATED.search(before) or (place.sentence.asks and not anchors):
        return Mood.NOT_SAID
    if not taken_for_granted and (cues.STAGED.search(place.before) or cues.WOULD.match(place.own)):
        return Mood.NOT_SAID
    found = mood(Clause(place.sentence, start, place.object_end, presupposed=taken_for_granted))
    if (
        found is Mood.SAID
        and cues.ENGLISH.search(place.sentence.text)
        and not cues.FIRST_PERSON.search(place.sentence.text)
    ):
        return Mood.HEDGED
    return found


def is_shown(place: Place) -> bool:
    """Tell whether the sentence is code or data rather than talk."""
    return cues.CODE.search(place.sentence.text) is not None


def is_of_somebody_else(place: Place, predicate: str) -> bool:
    """Tell whether the words before the object speak of another than the speaker."""
    near = _from_the_last_anchor(place) if predicate in KINDRED else place.own
    kin = [pattern for name, pattern in MINE.items() if name != predicate and not _goes_with(name, predicate)]
    for pattern in (cues.OTHERS, *kin):
        others = list(pattern.finditer(near))
        # "They made me head of sales": what is done to the speaker is said of the speaker.
        if others and not cues.ME.search(near, others[-1].end()):
            return True
    if cues.FIRST_PERSON.search(place.before):
        return False
    return cues.YOU.search(place.before) is not None or cues.SOMEBODY.search(place.before) is not None


def _goes_with(kin: str, predicate: str) -> bool:
    return kin == "partner" and predicate == "relationship_status"


def agrees(place: Place, predicate: str, *, affirmed: bool) -> bool:
    """Tell whether the sentence affirms or denies as the statement does, and speaks of the same thing at all."""
    near = _from_the_last_anchor(place) if predicate in KINDRED else place.own
    denied = cues.DENIED.search(near) is not None or cues.UNSPACED_NEGATION.search(f"{near} {place.after}") is not None
    denied = denied or (predicate not in KINDRED and cues.DENIED_AFTER.search(place.after) is not None)
    if not affirmed:
        return denied or cues.ENDED.search(place.sentence.text) is not None
    thought = _last_thought(place.own)
    clash = cues.CLASHES.get(predicate)
    if cues.GIVEN_UP.search(thought) or (clash is not None and clash.search(thought) and not denied):
        return False
    return not denied or predicate in cues.DOES_NOT or cues.DENIED.search(predicate.replace("_", " ")) is not None


def is_of_the_past(place: Place, predicate: str) -> bool:
    """Tell whether it held once: "I used to live in Paris"."""
    if predicate in _UNTIL_NOW_TIMELESS or cues.STILL.search(place.own):
        return False
    return cues.OF_THE_PAST.search(place.own) is not None


def _from_the_last_anchor(place: Place) -> str:
    anchors = list(cues.FIRST_PERSON.finditer(place.before))
    return place.before[anchors[-1].start() :] if anchors else place.before


def _last_thought(text: str) -> str:
    stops = list(cues.STOP.finditer(text))
    return text[stops[-1].end() :] if stops else text
