"""What tenants decide about their memories, the profile of a person, and what was spent."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from continuo.domain.item import Kind
from continuo.doors.http.answers import answer
from continuo.doors.http.door import TheCaller
from continuo.doors.http.rules import READ, WRITE, Answer, Doorway, Objects, Rule
from continuo.doors.http.schemas.rules import (
    PREDICATE_NAME,
    DistilIn,
    DistilledOut,
    KindName,
    PredicateIn,
    PredicateOut,
    PredicatesOut,
    ProfileLineOut,
    ProfileOut,
    RetentionIn,
    RetentionOut,
    RetentionsOut,
    UsageOut,
    UsageQuery,
    spending_out,
)
from continuo.doors.http.schemas.sessions import PersonQuery

_LOOK = Rule("memory:read", Objects.TENANT)
_ADMIN = Rule("tenant:admin", Objects.TENANT)
_PredicateName = Annotated[str, Path(pattern=PREDICATE_NAME)]
_MONTH = timedelta(days=30)


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/predicates", predicates, _LOOK, Answer(PredicatesOut))
    to.add("PUT /v1/predicates/{name}", put_predicate, _ADMIN, Answer(PredicateOut))
    to.add("DELETE /v1/predicates/{name}", remove_predicate, _ADMIN, Answer(None, 204))
    to.add("GET /v1/retention", retention, _LOOK, Answer(RetentionsOut))
    to.add("PUT /v1/retention/{kind}", put_retention, _ADMIN, Answer(RetentionOut))
    to.add("DELETE /v1/retention/{kind}", remove_retention, _ADMIN, Answer(None, 204))
    to.add("GET /v1/profile", profile, READ, Answer(ProfileOut))
    to.add("POST /v1/distil", distil, WRITE, Answer(DistilledOut))
    to.add("GET /v1/usage", usage, _LOOK, Answer(UsageOut))


async def predicates(caller: TheCaller) -> Response:
    """List what facts can be about: continuo's own predicates and the tenant's."""
    found = await caller.continuo.predicates.all(caller.principal.tenant_id)
    return answer(PredicatesOut(predicates=[PredicateOut.of(p) for p in found]))


async def put_predicate(caller: TheCaller, name: _PredicateName, body: PredicateIn) -> Response:
    """Add a predicate, or define it anew; facts merged before keep what they became until a rebuild."""
    put = await caller.continuo.predicates.put(caller.principal.tenant_id, body.predicate(name))
    return answer(PredicateOut.of(put))


async def remove_predicate(caller: TheCaller, name: _PredicateName) -> Response:
    """Take a predicate of the tenant's own away; its facts stay, as of a predicate that nobody knows."""
    await caller.continuo.predicates.remove(caller.principal.tenant_id, name)
    return Response(status_code=204)


async def retention(caller: TheCaller) -> Response:
    """List how long the tenant keeps which kind of memory."""
    rules = await caller.continuo.retention.all(caller.principal.tenant_id)
    return answer(RetentionsOut(rules=[RetentionOut.of(rule) for rule in rules]))


async def put_retention(caller: TheCaller, kind: KindName, body: RetentionIn) -> Response:
    """Set what happens to memories of a kind at an age; ``POST /v1/distil`` with ``dry_run`` shows what would go."""
    rule = await caller.continuo.retention.put(caller.principal.tenant_id, body.rule(kind))
    return answer(RetentionOut.of(rule))


async def remove_retention(caller: TheCaller, kind: KindName) -> Response:
    """Keep memories of a kind for ever again; what has gone does not come back."""
    await caller.continuo.retention.remove(caller.principal.tenant_id, Kind[kind.upper()])
    return Response(status_code=204)


async def profile(caller: TheCaller, wanted: Annotated[PersonQuery, Query()]) -> Response:
    """Return what is held of a person on one page, each line with the facts it stands on."""
    lines = await caller.continuo.tending.profile(caller.person(wanted.user_id))
    return answer(ProfileOut(lines=[ProfileLineOut.of(line) for line in lines]))


async def distil(caller: TheCaller, body: DistilIn) -> Response:
    """Merge what says the same, let go what is old, make the profile anew; or say what would be done."""
    person = caller.person(body.user_id)
    if body.dry_run:
        return answer(DistilledOut.planned(await caller.continuo.tending.plan(person)))
    return answer(DistilledOut.done(await caller.continuo.tending.tend(person)))


async def usage(caller: TheCaller, wanted: Annotated[UsageQuery, Query()]) -> Response:
    """Tell what work with language models has cost, day by day and model by model."""
    until = wanted.until or caller.continuo.clock().date()
    since = wanted.since or until - _MONTH
    found = await caller.continuo.usage.list(caller.principal.tenant_id, since, until)
    total = sum(s.spent.micro_dollars for s in found)
    return answer(UsageOut(since=since, until=until, micro_dollars=total, spending=[spending_out(s) for s in found]))
