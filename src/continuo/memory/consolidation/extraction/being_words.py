"""Words for the people and animals that one may have."""

from __future__ import annotations

import re
from importlib import resources


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


PEOPLE: dict[str, tuple[str, ...]] = {
    "partner": _words(
        "wife, husband, partner, spouse, fiance, fiancee, fiancé, fiancée, boyfriend, girlfriend, bf, gf, hubby, hubs, "
        "wifey, missus, significant other, other half, better half"
    ),
    "has_child": _words(
        "son, daughter, kid, child, kiddo, toddler, stepson, stepdaughter, step-son, step-daughter, stepchild, "
        "step-child, stepkid, newborn, teen, teenager, tween, preschooler, baby boy, baby "
        "girl, little boy, little girl, "
        "baby son, baby daughter, firstborn, first-born, foster child, foster son, foster daughter, "
        "baby, little one, middle child"
    ),
    "has_sibling": _words(
        "brother, sister, sibling, twin brother, twin sister, twin, half-brother, half-sister, half brother, "
        "half sister, stepbrother, stepsister, step-brother, step-sister, bro, sis"
    ),
    "has_parent": _words(
        "mom, mum, mother, dad, father, mam, mama, papa, mommy, mummy, daddy, parent, folk, stepmom, stepmum, stepdad, "
        "stepmother, stepfather, step-mom, step-dad, step-mother, step-father"
    ),
    "has_relative": _words(
        "cousin, second cousin, niece, nephew, uncle, aunt, auntie, aunty, grandma, grandmother, grandpa, grandfather, "
        "grandad, granddad, granny, gran, nan, nana, nanna, grandparent, granddaughter, "
        "grandson, grandchild, grandkid, "
        "great-aunt, great-uncle, great aunt, great uncle, great-grandmother, great-grandfather, great grandmother, "
        "great grandfather, great-grandson, great-granddaughter, mother-in-law, father-in-law, sister-in-law, "
        "brother-in-law, son-in-law, daughter-in-law, mother in law, father in law, sister in law, brother in law, "
        "son in law, daughter in law, in-law, godson, goddaughter, godchild, godmother, godfather, godparent, "
        "step-grandson, step-granddaughter"
    ),
    "has_friend": _words(
        "friend, best friend, bestie, bff, buddy, best buddy, roommate, room-mate, roomie, flatmate, housemate, "
        "neighbor, neighbour, pal, pen pal, mate, best mate, classmate"
    ),
    "has_colleague": _words(
        "colleague, coworker, co-worker, co worker, workmate, boss, manager, line manager, supervisor, mentor, mentee, "
        "teammate, business partner, team lead, team leader, team mate, advisor, adviser, thesis advisor, professor, "
        "co-founder, cofounder, intern, director, assistant"
    ),
}
"""Words for people by predicate, in the singular."""

_DOGS = (
    "dog, doggo, doggy, pup, puppy, pupper, mutt, beagle, border collie, collie, borzoi, boston terrier, boxer dog, "
    "bulldog, french bulldog, frenchie, bull terrier, bullmastiff, cairn terrier, chihuahua, cockapoo, cocker spaniel, "
    "corgi, dachshund, dalmatian, doberman, german shepherd, gsd, golden retriever, "
    "goldendoodle, great dane, greyhound, "
    "husky, siberian husky, jack russell, jack russell terrier, labradoodle, labrador, labrador retriever, black lab, "
    "yellow lab, chocolate lab, malamute, maltese, maltipoo, mastiff, papillon, pekingese, pitbull, pit bull, pittie, "
    "pomeranian, poodle, pug, retriever, rottweiler, rottie, saint bernard, samoyed, schnauzer, sheltie, shiba, "
    "shiba inu, shih tzu, spaniel, springer spaniel, staffie, staffy, terrier, vizsla, weimaraner, whippet, yorkie, "
    "yorkshire terrier, bernese mountain dog, bernese, australian shepherd, aussie shepherd, cattle dog, sheepdog, "
    "sheep dog, cavapoo, cavalier, akita, basset hound, bloodhound, shepherd, lurcher, podenco, galgo, lab mix, "
    "lab puppy, westie, bichon, havanese, guide dog, service dog, therapy dog, rescue dog, guard dog"
)
_CATS = (
    "cat, kitten, kitty, kitty cat, tomcat, bengal, bengal cat, british shorthair, maine coon, persian cat, ragdoll, "
    "russian blue, siamese, siamese cat, sphynx, tabby, tabby cat, tuxedo cat, calico, "
    "calico cat, rescue cat, house cat"
)
_OTHERS = (
    "hamster, rabbit, bunny, bunny rabbit, parrot, budgie, budgerigar, parakeet, cockatiel, cockatoo, macaw, canary, "
    "lovebird, conure, african grey, finch, guinea pig, gerbil, chinchilla, ferret, hedgehog, sugar glider, pet rat, "
    "pet mouse, turtle, tortoise, terrapin, goldfish, betta, betta fish, pet fish, lizard, gecko, leopard gecko, "
    "bearded dragon, iguana, chameleon, snake, corn snake, ball python, pet snake, frog, "
    "axolotl, tarantula, hermit crab, "
    "horse, pony, mare, stallion, gelding, foal, donkey, mule, goat, hen, rooster, alpaca, llama, pigeon, pet pig, "
    "potbelly pig, stick insect, koi, neon tetra, tetra, guppy, cichlid, quail, peacock, duckling, pet"
)
PETS: tuple[str, ...] = (*_words(_DOGS), *_words(_CATS), *_words(_OTHERS))
"""Animals that live with people, in the singular."""

STATUS_OF = (
    {"wife": "married", "husband": "married", "spouse": "married", "hubby": "married", "hubs": "married"}
    | {"wifey": "married", "missus": "married"}
    | dict.fromkeys(("fiance", "fiancee", "fiancé", "fiancée"), "engaged")
    | dict.fromkeys(
        ("partner", "boyfriend", "girlfriend", "bf", "gf", "significant other", "other half", "better half"),
        "in a relationship",
    )
)
"""What having one says of oneself."""

FEMALE = frozenset(
    _words(
        "wife, girlfriend, gf, wifey, missus, fiancee, fiancée, daughter, stepdaughter, baby "
        "girl, little girl, sister, "
        "sis, twin sister, half-sister, half sister, stepsister, mom, mum, mother, mama, stepmom, stepmother, niece, "
        "aunt, auntie, aunty, grandma, grandmother, granny, gran, nan, nana, granddaughter, mother-in-law, "
        "sister-in-law, daughter-in-law, goddaughter, godmother, mare, hen, queen, woman, girl, lady"
    )
)
MALE = frozenset(
    _words(
        "husband, boyfriend, bf, hubby, fiance, fiancé, son, stepson, baby boy, little boy, "
        "brother, bro, twin brother, "
        "half-brother, half brother, stepbrother, dad, father, papa, stepdad, stepfather, nephew, uncle, grandpa, "
        "grandfather, grandad, granddad, grandson, father-in-law, brother-in-law, son-in-law, godson, godfather, "
        "stallion, rooster, guy, man, boy, dude"
    )
)

_IRREGULAR = {
    "child": "children",
    "grandchild": "grandchildren",
    "stepchild": "stepchildren",
    "wife": "wives",
    "mother-in-law": "mothers-in-law",
    "goldfish": "goldfish",
    "betta fish": "betta fish",
    "pet fish": "pet fish",
    "koi": "koi",
    "pet mouse": "pet mice",
    "twin": "twins",
    "pit bull": "pit bulls",
}
_IN_THE_PLURAL = {"boys": "son", "girls": "daughter", "lads": "son"}
"""Of grown people these are others; "my girls" are daughters."""

_CHICKENS = {"chickens": "chicken", "ducks": "duck", "geese": "goose", "alpacas": "alpaca", "bunnies": "bunny"}
"""In the plural they are kept; in the singular they may be eaten."""


def plural_of(word: str) -> str:
    """Return the plural of a word for a person or animal."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ss", "x", "ch", "sh")) else "s")


SINGULARS: dict[str, str] = (
    {plural_of(word): word for words in (*PEOPLE.values(), PETS) for word in words if plural_of(word) != word}
    | _CHICKENS
    | _IN_THE_PLURAL
)
"""Plurals, each with its singular."""

PREDICATE_OF: dict[str, str] = {word: predicate for predicate, words in PEOPLE.items() for word in words}
PREDICATE_OF |= dict.fromkeys((*PETS, *_CHICKENS), "has_pet") | dict.fromkeys(_IN_THE_PLURAL, "has_child")
PREDICATE_OF |= {plural: PREDICATE_OF[word] for plural, word in SINGULARS.items() if word in PREDICATE_OF}
# A pair of twins are children; one's twin is a brother or sister.
PREDICATE_OF["twins"] = "has_child"


def one_of(words: tuple[str, ...] | list[str]) -> str:
    """Return an expression for one of many words, longest first, sorted by first letter so that it fails early."""
    letters: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        letters.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s+"))
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in sorted(letters.items())) + ")"


ANY_BEING = one_of(list(PREDICATE_OF))
"""Any of these words, in either number."""


def _given_names() -> frozenset[str]:
    """Return given names, lower case, that are no everyday words."""
    lists = resources.files("continuo.memory.consolidation.extraction.entities") / "data"
    lines = (lists / "given_names.txt").read_text(encoding="utf-8").splitlines()
    entries = (entry.strip() for line in lines if not line.startswith("#") for entry in line.split(","))
    return frozenset(entry for entry in entries if entry and not entry.endswith("~"))


GIVEN_NAMES = _given_names()
"""Names by which a person can be told even where they are written low."""
