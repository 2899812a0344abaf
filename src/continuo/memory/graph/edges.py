"""Which relation a fact makes: the predicates of the registry as edges of the graph."""

from __future__ import annotations

from dataclasses import dataclass

from continuo.domain.predicates import FAVOURITE, Predicate
from continuo.domain.relation import NodeType, RelationKind

_THINGS = frozenset(NodeType) - {NodeType.USER, NodeType.PERSON}
_ANYTHING = _THINGS | {NodeType.PERSON}


@dataclass(frozen=True, slots=True)
class Edge:
    """A kind of relation, and where it may lead.

    Args:
        kind: the name of the relation.
        leads_to: types of entities that the object of the fact is looked for among, where it mentions any.
        otherwise: the type of what the object's own words name, where it mentions none.
    """

    kind: str
    leads_to: frozenset[NodeType]
    otherwise: NodeType


_VALUES = frozenset(("name", "nickname", "birthday", "age", "relationship_status", "height", "weight"))
_VALUE_FAMILIES = ("date_of_", "number_of_")
"""Predicates whose object is a value, not a thing: they say something of one entity and relate it to none."""

_INTERESTED = Edge(RelationKind.INTERESTED_IN, _ANYTHING, NodeType.TOPIC)
_NOT_INTERESTED = Edge(RelationKind.NOT_INTERESTED_IN, _ANYTHING, NodeType.TOPIC)
_CONSTRAINT = Edge(RelationKind.HAS_CONSTRAINT, _THINGS - {NodeType.PLACE}, NodeType.CONSTRAINT)
_PREFERENCE = Edge(RelationKind.HAS_PREFERENCE, frozenset({NodeType.PREFERENCE}), NodeType.PREFERENCE)
_BY_PREDICATE = {
    "likes": _INTERESTED,
    "does": _INTERESTED,
    "dislikes": _NOT_INTERESTED,
    "allergic_to": _CONSTRAINT,
    "avoids": _CONSTRAINT,
    "diet": Edge(RelationKind.HAS_CONSTRAINT, frozenset({NodeType.CONSTRAINT}), NodeType.CONSTRAINT),
    "budget": Edge(RelationKind.HAS_CONSTRAINT, frozenset({NodeType.CONSTRAINT}), NodeType.CONSTRAINT),
    "has_condition": Edge(RelationKind.HAS_CONSTRAINT, frozenset({NodeType.CONSTRAINT}), NodeType.CONSTRAINT),
    "prefers": _PREFERENCE,
    "wishes": _PREFERENCE,
    "plans_to": Edge("PLANS_TO", _ANYTHING, NodeType.EVENT),
    "owns": Edge("OWNS", frozenset({NodeType.PRODUCT, NodeType.ANIMAL, NodeType.WORK}), NodeType.PRODUCT),
    "drives": Edge("DRIVES", frozenset({NodeType.PRODUCT}), NodeType.PRODUCT),
}


def edge_of(predicate: Predicate) -> Edge | None:
    """Return the edge that facts with this predicate make, or ``None`` where they only say a value.

    A predicate without an entry keeps its own name in capitals and leads to things of its object's type.
    """
    if predicate.name in _VALUES or predicate.name.startswith(_VALUE_FAMILIES):
        return None
    if predicate.name.startswith(FAVOURITE):
        return _INTERESTED
    known = _BY_PREDICATE.get(predicate.name)
    if known is not None:
        return known
    kind = predicate.name.upper()
    if predicate.object_type:
        only = NodeType(predicate.object_type)
        return Edge(kind, frozenset({only}), only)
    return Edge(kind, _ANYTHING, NodeType.TOPIC)
