"""What is said over several turns, recognised and named: who is who at the end."""

from __future__ import annotations

from uuid import UUID, uuid5

from continuo.memory.consolidation.extraction.entities.recogniser import RulesRecogniser
from continuo.memory.graph.naming import Known, Which, as_known, resolve

RULES = RulesRecogniser()
SPACE = UUID(int=11)


def told(*turns: str) -> list[Known]:
    """Return what is known after these turns of one person."""
    known: dict[UUID, Known] = {}
    for number, text in enumerate(turns):
        mentions = as_known(list(known.values()), RULES.recognise(text, speaker=""))
        resolution = resolve(list(known.values()), mentions)

        def id_of(which: Which, number: int = number) -> UUID:
            return uuid5(SPACE, f"{number} {which}") if isinstance(which, int) else which

        for decision in resolution.decisions:
            if decision.entity is not None:
                mention = mentions[decision.mention]
                key = id_of(decision.entity)
                before = known.get(key, Known(key, mention.type, ()))
                names = dict.fromkeys((*before.names, *((mention.text,) if mention.named else ())))
                roles = before.roles | ({mention.role} if mention.role else set())
                known[key] = Known(key, before.type, tuple(names), frozenset(roles))
        for join in resolution.joins:
            gone, kept = known.pop(join.absorbed), known[id_of(join.kept)]
            known[kept.entity_id] = Known(kept.entity_id, kept.type, kept.names, kept.roles | gone.roles)
    return list(known.values())


def people(*turns: str) -> set[tuple[tuple[str, ...], frozenset[str]]]:
    return {(k.names, k.roles) for k in told(*turns) if k.type.value in {"person", "animal"}}


def test_my_sister_is_ana_once_that_was_said() -> None:
    assert people("My sister is moving house.", "Ana is my sister.", "I helped my sister, Ana cooked.") == {
        (("Ana",), frozenset({"sister"}))
    }


def test_a_name_first_and_the_role_later_are_one_person() -> None:
    assert people("I had lunch with Marta.", "My boss Marta wants the report.", "my boss is on leave") == {
        (("Marta",), frozenset({"boss"}))
    }


def test_two_people_of_one_name_stay_two() -> None:
    assert people("My sister Ana lives in Rome.", "My colleague Ana lives in Oslo.") == {
        (("Ana",), frozenset({"sister"})),
        (("Ana",), frozenset({"colleague"})),
    }


def test_a_dog_is_not_taken_for_a_person_when_it_is_called_by_name() -> None:
    assert people("My dog Max is ill.", "I took Max to the vet.") == {(("Max",), frozenset({"dog"}))}


def test_an_allergy_and_a_dish_are_two_entities() -> None:
    known = told("I am allergic to dogs.", "I love hot dogs.", "Dogs make me sneeze.")

    assert {(str(k.type), k.names) for k in known} == {("animal", ("dogs", "Dogs")), ("food", ("hot dogs",))}
