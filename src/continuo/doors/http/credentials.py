"""Who is at the door: API keys from the Authorization header."""

from __future__ import annotations

from continuo.domain.errors import Refused
from continuo.doors.http.refusals import Unauthenticated
from continuo.services.tenancy import Principal, Tenancy

LONGEST_KEY = 200
"""Characters; ours have 73."""

_ASK = 'Bearer realm="continuo"'
_WRONG = 'Bearer realm="continuo", error="invalid_token"'


async def authenticated(tenancy: Tenancy, header: str | None) -> Principal:
    """Return who presents this Authorization header; the tenant of a request comes from here alone.

    Raises:
        Unauthenticated: there is none, it is no bearer token, or the key is not known, revoked or expired.
        Unavailable: keys cannot be checked just now.
    """
    if not header:
        raise Unauthenticated("send an API key as Authorization: Bearer ck_...", _ASK)
    scheme, _, key = header.partition(" ")
    key = key.strip()
    if scheme.lower() != "bearer" or not key:
        raise Unauthenticated("send an API key as Authorization: Bearer ck_...", _ASK)
    if len(key) > LONGEST_KEY or not key.isascii():
        raise Unauthenticated("this is not an API key of continuo", _WRONG)
    try:
        return await tenancy.authenticate(key)
    except Refused as error:
        raise Unauthenticated(str(error), _WRONG) from error
