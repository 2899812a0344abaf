"""Puts what was read into a sentence in the third person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from continuo.domain.fact import THE_USER
from continuo.domain.predicates import DATE_OF, FAVOURITE, NUMBER_OF


@dataclass(frozen=True, slots=True)
class Wording:
    """How a predicate is said: now, denied, and of the past; ``{}`` stands for the object."""

    now: str
    denied: str
    past: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How something was said.

    Args:
        past: of the past.
        sure: False puts "Perhaps" in front.
        kin: the word for the kinship beside a name, such as "sister".
    """

    affirmed: bool = True
    past: bool = False
    sure: bool = True
    kin: str = ""


_WORDINGS = {
    "name": Wording("is called {}", "is not called {}", "was called {}"),
    "nickname": Wording("goes by {}", "does not go by {}", "used to go by {}"),
    "birthday": Wording("was born on {}", "was not born on {}", "was born on {}"),
    "age": Wording("is {} years old", "is not {} years old", "was {} years old"),
    "from": Wording("comes from {}", "does not come from {}", "comes from {}"),
    "lives_in": Wording("lives in {}", "no longer lives in {}", "used to live in {}"),
    "job_title": Wording("works as {}", "does not work as {}", "used to work as {}"),
    "works_at": Wording("works at {}", "no longer works at {}", "used to work at {}"),
    "partner": Wording("has a partner: {}", "is no longer with {}", "used to be with {}"),
    "relationship_status": Wording("is {}", "is not {}", "was {}"),
    "studies": Wording("studies or studied {}", "does not study {}", "studied {}"),
    "studied_at": Wording("studies or studied at {}", "did not study at {}", "studied at {}"),
    "has_child": Wording("has a child: {}", "has no child: {}", "had a child: {}"),
    "has_sibling": Wording("has a sibling: {}", "has no {}", "had a sibling: {}"),
    "has_parent": Wording("has a parent: {}", "has no parent: {}", "had a parent: {}"),
    "has_relative": Wording("has a relative: {}", "has no relative: {}", "had a relative: {}"),
    "has_friend": Wording("has a friend: {}", "has no friend: {}", "had a friend: {}"),
    "has_colleague": Wording("works with {}", "does not work with {}", "used to work with {}"),
    "has_pet": Wording("has a pet: {}", "does not have {}", "used to have {}"),
    "speaks": Wording("speaks {}", "does not speak {}", "used to speak {}"),
    "allergic_to": Wording("is allergic to {}", "is not allergic to {}", "used to be allergic to {}"),
    "diet": Wording("keeps this diet: {}", "does not keep this diet: {}", "used to keep this diet: {}"),
    "avoids": Wording("does not eat or drink {}", "eats or drinks {}", "used not to eat or drink {}"),
    "likes": Wording("likes {}", "no longer likes {}", "used to like {}"),
    "dislikes": Wording("dislikes {}", "no longer dislikes {}", "used to dislike {}"),
    "does": Wording("does this regularly: {}", "does not do this: {}", "used to do this: {}"),
    "owns": Wording("has {}", "does not have {}", "used to have {}"),
    "drives": Wording("drives {}", "does not drive {}", "used to drive {}"),
    "plans_to": Wording("plans: {}", "does not plan: {}", "planned: {}"),
    "height": Wording("is {} tall", "is not {} tall", "was {} tall"),
    "weight": Wording("weighs {}", "does not weigh {}", "weighed {}"),
    "budget": Wording("has a budget of {}", "has no budget of {}", "had a budget of {}"),
    "has_condition": Wording("has this condition: {}", "does not have {}", "used to have {}"),
    "takes": Wording("takes {}", "does not take {}", "used to take {}"),
    "prefers": Wording("prefers {}", "no longer prefers {}", "used to prefer {}"),
    "wishes": Wording("wishes: {}", "does not wish: {}", "wished: {}"),
}

_FAMILIES = {
    FAVOURITE: Wording("has a favourite []: {}", "has another favourite [] than {}", "had a favourite []: {}"),
    DATE_OF: Wording("has their [] on {}", "does not have their [] on {}", "had their [] on {}"),
    NUMBER_OF: Wording("has {} []", "does not have {} []", "had {} []"),
}
"""For predicates that begin alike; ``[]`` stands for the rest of the name."""

_WITHOUT = {
    "partner": "is no longer with their partner",
    "relationship_status": "is no longer what they were to a partner",
    "works_at": "no longer works where they worked",
    "job_title": "no longer works as what they worked as",
    "lives_in": "no longer lives where they lived",
}
"""Denials that name no value."""

_PERSONS = {
    "my": "their",
    "our": "their",
    "mine": "theirs",
    "me": "them",
    "us": "them",
    "i": "they",
    "we": "they",
    "i'm": "they are",
    "i've": "they have",
    "myself": "themselves",
    "your": "the assistant's",
}
_PERSON = re.compile(rf"\b(?:{'|'.join(sorted(_PERSONS, key=len, reverse=True))})\b", re.IGNORECASE)


def statement(about: str, predicate: str, words: str, manner: Manner) -> str:
    """Return the whole as a sentence.

    Args:
        about: ``THE_USER`` or a name.
        words: the object as it was said.

    >>> statement("user", "lives_in", "Lisbon", Manner())
    'The user lives in Lisbon.'
    >>> statement("Ana", "has_sibling", "Leo", Manner(kin="brother"))
    'Ana has a brother: Leo.'
    """
    wording = _wording(predicate)
    said = wording.denied if not manner.affirmed else wording.past if manner.past else wording.now
    if manner.kin and manner.affirmed:
        said = f"has {'an' if manner.kin[0] in 'aeiou' else 'a'} {_singular(manner.kin)}: {{}}"
    who = "The user" if about == THE_USER else about
    if not words and not manner.affirmed:
        said = _without(predicate)
    seen = _PERSON.sub(lambda m: _PERSONS[m.group().lower()], words)
    sentence = f"{who} {said.format(seen)}."
    return sentence if manner.sure else f"Perhaps {_lowered(who)}{sentence[len(who) :]}"


def _without(predicate: str) -> str:
    if predicate.startswith(DATE_OF):
        return f"no longer has a date for their {predicate.removeprefix(DATE_OF).replace('_', ' ')}"
    return _WITHOUT.get(predicate, f"has no longer what was known as {predicate.replace('_', ' ')}")


def _lowered(who: str) -> str:
    return "the user" if who == "The user" else who


def _singular(kin: str) -> str:
    return {"children": "child", "fiancé": "fiancé"}.get(kin, kin.removesuffix("s") if kin != "boss" else kin)


def _wording(predicate: str) -> Wording:
    known = _WORDINGS.get(predicate)
    if known is not None:
        return known
    for beginning, wording in _FAMILIES.items():
        if predicate.startswith(beginning) and predicate != beginning:
            thing = predicate.removeprefix(beginning).replace("_", " ")
            return Wording(*(form.replace("[]", thing) for form in (wording.now, wording.denied, wording.past)))
    # A predicate that continuo does not know is told as it is named.
    named = predicate.replace("_", " ")
    return Wording(f"{named}: {{}}", f"not {named}: {{}}", f"formerly {named}: {{}}")
