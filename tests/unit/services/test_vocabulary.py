"""What tenants may add to the registry of predicates, and how long they may keep what."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import pytest

from continuo.domain.errors import Invalid, NotFound
from continuo.domain.item import Kind
from continuo.domain.predicates import Cardinality, Fading, Predicate, Predicates
from continuo.domain.retention import Action, RetentionRule, checked_rule
from continuo.services.vocabulary import Vocabulary

TENANT = UUID(int=1)


@dataclass
class Kept:
    """A registry in the process: the plainest that keeps the port's promises."""

    added: dict[str, Predicate] = field(default_factory=dict)

    async def of_tenant(self, tenant_id: UUID) -> Predicates:
        return Predicates(self.added.values())

    async def put(self, tenant_id: UUID, predicate: Predicate) -> None:
        self.added[predicate.name] = predicate

    async def remove(self, tenant_id: UUID, name: str) -> None:
        if self.added.pop(name, None) is None:
            raise NotFound("there is no such predicate")


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(Kept())


def many(name: str, opposite: str = "") -> Predicate:
    return Predicate(name, Cardinality.MANY, Fading.MONTHS, opposite=opposite)


async def test_an_added_predicate_is_known_beside_those_of_continuo(vocabulary: Vocabulary) -> None:
    await vocabulary.put(TENANT, many("collects"))
    names = [p.name for p in await vocabulary.all(TENANT)]
    assert {"collects", "lives_in"} <= set(names)
    assert names == sorted(names)


async def test_an_opposite_is_added_with_its_predicate_and_each_is_the_others(vocabulary: Vocabulary) -> None:
    await vocabulary.put(TENANT, many("trusts", "mistrusts"))
    opposites = {p.name: p.opposite for p in await vocabulary.all(TENANT) if "trusts" in p.name}
    assert opposites == {"trusts": "mistrusts", "mistrusts": "trusts"}


async def test_an_opposite_that_belongs_to_another_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(Invalid) as error:
        await vocabulary.put(TENANT, many("adores", "dislikes"))
    assert error.value.field == "opposite"


@pytest.mark.parametrize("name", ["", "Likes", "9lives", "a b", "x" * 65])
async def test_a_name_that_is_no_name_is_refused(vocabulary: Vocabulary, name: str) -> None:
    with pytest.raises(Invalid) as error:
        await vocabulary.put(TENANT, many(name))
    assert error.value.field == "name"


async def test_a_single_valued_predicate_has_no_opposite(vocabulary: Vocabulary) -> None:
    with pytest.raises(Invalid) as error:
        await vocabulary.put(TENANT, Predicate("mood", Cardinality.SINGLE, Fading.WEEKS, opposite="no_mood"))
    assert error.value.field == "opposite"


async def test_what_was_never_added_cannot_be_removed(vocabulary: Vocabulary) -> None:
    with pytest.raises(NotFound):
        await vocabulary.remove(TENANT, "lives_in")


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (RetentionRule(Kind.FACT, Action.DROP, 0), "after_days"),
        (RetentionRule(Kind.FACT, Action.DROP, 40_000), "after_days"),
        (RetentionRule(Kind.EPISODE, Action.SUMMARISE, 30), "action"),
    ],
)
def test_a_rule_that_cannot_be_kept_names_its_field(rule: RetentionRule, field: str) -> None:
    with pytest.raises(Invalid) as error:
        checked_rule(rule)
    assert error.value.field == field
