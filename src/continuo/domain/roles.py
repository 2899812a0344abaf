"""What someone can be to a speaker: the closed list of roles that mentions carry, and which of them go together."""

from __future__ import annotations

from enum import StrEnum


class Circle(StrEnum):
    """The part of life a role belongs to. One person may have several roles of one circle, but only one of kin."""

    KIN = "kin"
    LOVE = "love"
    FORMER_LOVE = "former_love"
    WORK = "work"
    HOME = "home"
    STUDY = "study"
    CARE = "care"
    FRIENDS = "friends"
    PETS = "pets"


_CIRCLES = {
    Circle.KIN: "mother father sister brother son daughter child baby grandmother grandfather grandson granddaughter "
    "aunt uncle cousin niece nephew stepmother stepfather stepsister stepbrother stepson stepdaughter mother-in-law "
    "father-in-law sister-in-law brother-in-law son-in-law daughter-in-law godmother godfather godson goddaughter",
    Circle.LOVE: "wife husband spouse partner girlfriend boyfriend fiance crush",
    Circle.FORMER_LOVE: "ex ex-wife ex-husband ex-girlfriend ex-boyfriend",
    Circle.WORK: "boss colleague manager supervisor mentor teammate client assistant intern employee cofounder "
    "accountant lawyer",
    Circle.HOME: "roommate neighbour landlord nanny babysitter",
    Circle.STUDY: "teacher professor tutor classmate advisor coach instructor trainer student",
    Circle.CARE: "doctor dentist therapist vet nurse hairdresser physio",
    Circle.FRIENDS: "friend",
    Circle.PETS: "dog cat horse pony rabbit hamster parrot bird fish turtle tortoise snake lizard gecko ferret chicken "
    "hen goat sheep cow pig guinea-pig puppy kitten budgie rat donkey",
}
CIRCLE_OF = {role: circle for circle, roles in _CIRCLES.items() for role in roles.split()}
"""Every role there is, with its circle."""

SYNONYMS = {
    "mom": "mother", "mum": "mother", "mommy": "mother", "mummy": "mother", "mama": "mother", "momma": "mother",
    "dad": "father", "daddy": "father", "papa": "father", "pop": "father",
    "sis": "sister", "bro": "brother", "kid": "child", "toddler": "child", "newborn": "baby",
    "grandma": "grandmother", "granny": "grandmother", "gran": "grandmother", "nana": "grandmother",
    "nan": "grandmother", "grandpa": "grandfather", "granddad": "grandfather", "grandad": "grandfather",
    "auntie": "aunt", "aunty": "aunt", "stepmom": "stepmother", "stepmum": "stepmother", "stepdad": "stepfather",
    "hubby": "husband", "wifey": "wife", "fiancé": "fiance", "fiancée": "fiance", "fiancee": "fiance",
    "gf": "girlfriend", "bf": "boyfriend", "ex wife": "ex-wife", "ex husband": "ex-husband",
    "ex girlfriend": "ex-girlfriend", "ex boyfriend": "ex-boyfriend", "bestie": "friend", "buddy": "friend",
    "pal": "friend", "mate": "friend", "bff": "friend", "best friend": "friend",
    "co-worker": "colleague", "coworker": "colleague", "workmate": "colleague", "team mate": "teammate",
    "business partner": "cofounder", "co-founder": "cofounder", "flatmate": "roommate", "housemate": "roommate",
    "neighbor": "neighbour", "psychologist": "therapist", "gp": "doctor",
    "physiotherapist": "physio", "barber": "hairdresser", "childminder": "nanny", "pup": "puppy", "pupper": "dog",
    "doggo": "dog", "doggy": "dog", "kitty": "cat", "bunny": "rabbit", "guinea pig": "guinea-pig",
    "mother in law": "mother-in-law", "father in law": "father-in-law", "sister in law": "sister-in-law",
    "brother in law": "brother-in-law", "step-mother": "stepmother", "step-mom": "stepmother",
    "step-father": "stepfather", "step-dad": "stepfather", "step-sister": "stepsister", "half-sister": "sister",
    "step-brother": "stepbrother", "half-brother": "brother", "step-son": "stepson", "step-daughter": "stepdaughter",
    "significant other": "partner", "line manager": "manager", "team lead": "manager", "team leader": "manager",
}  # fmt: skip
"""Other words for a role."""

_SINGLE_WORDS = (
    "mother father sister brother son daughter child baby grandmother grandfather wife husband spouse partner "
    "girlfriend boyfriend fiance crush ex ex-wife ex-husband ex-girlfriend ex-boyfriend boss manager supervisor "
    "mentor cofounder roommate landlord nanny therapist dentist vet accountant lawyer stepmother stepfather "
    "stepsister stepbrother stepson stepdaughter mother-in-law father-in-law godmother godfather hairdresser "
    "physio advisor coach"
)
_SINGLE = frozenset(_SINGLE_WORDS.split())
_GROWN = {"puppy": "dog", "kitten": "cat", "hen": "chicken"}
_WOMEN = frozenset(("wife", "girlfriend", "ex-wife", "ex-girlfriend"))
_MEN = frozenset(("husband", "boyfriend", "ex-husband", "ex-boyfriend"))
_YOUNG = frozenset(("child", "baby"))
_CHILDREN = frozenset(("son", "daughter", *_YOUNG))
_CLOSE = frozenset((Circle.KIN, Circle.LOVE, Circle.PETS))
_BEYOND_FRIENDS = frozenset((Circle.KIN, Circle.CARE, Circle.PETS, Circle.FORMER_LOVE))


def role_of(words: str) -> str | None:
    """Return the role that a noun names ("mum" is "mother"), lower case given; ``None`` if it names none."""
    role = SYNONYMS.get(words, words)
    return role if role in CIRCLE_OF else None


def is_single(role: str) -> bool:
    """Tell whether "my ..." with this role alone can be taken for always the same one, as with a sister or a dog."""
    return role in _SINGLE or CIRCLE_OF[role] is Circle.PETS


def agree(one: str, other: str) -> bool:
    """Tell whether one person or animal may well be both to a speaker.

    A sister is no mother and no colleague; a colleague may be a friend; a girlfriend becomes a wife; a kitten a cat.
    """
    one, other = _GROWN.get(one, one), _GROWN.get(other, other)
    if one == other:
        return True
    if {one, other} <= _CHILDREN:
        return bool({one, other} & _YOUNG)
    if {one, other} & _WOMEN and {one, other} & _MEN:
        return False
    circles = {CIRCLE_OF[one], CIRCLE_OF[other]}
    if len(circles) == 1:
        return not circles & {Circle.KIN, Circle.PETS}
    return Circle.FRIENDS in circles and not circles & _BEYOND_FRIENDS


def replaces(one: str, other: str) -> bool:
    """Tell whether "my" with one role may speak of whom "my" with the other did: a wife for a girlfriend, no more."""
    return one == other or (agree(one, other) and CIRCLE_OF[one] is CIRCLE_OF[other] and CIRCLE_OF[one] in _CLOSE)
