"""Each person's plans as a calendar of theirs may read them, with nobody signed in.

Everybody's plans are sealed the same way whenever both agree to something, whether or not a calendar reads them: for
who has no address, under a key nobody has. So nobody can tell by what happens then who has one, not even the host.
"""

import asyncio
import hmac
import os
from collections.abc import Iterable
from importlib import import_module

import msgspec

from weft.core.people import PersonId
from weft.core.plans.entries import FeedChosen
from weft.core.plans.times import Going, Time, going, times
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append
from weft.keeper.ports import FeedRow
from weft.vault import feed
from weft.vault.errors import EnvelopeAltered
from weft.vault.padding import LEAST_BYTES


class NoSuchFeed(Exception):
    """No address is this one; whatever was wrong about it."""


class Sealed(msgspec.Struct):
    """What the address opens of the plans. ``written`` is a minute since 1970."""

    written: int
    plans: tuple[Going, ...]


class Terms(msgspec.Struct):
    """How its owner would have plans called there."""

    titles: bool


# ---------------------------------------------------------------- writing


async def renew(home: Home, opened: Opened) -> None:
    """Seal what both agreed to anew, for both alike."""
    assert opened.couple is not None, "plans take two"
    row = opened.couple.row
    for person in (row.left, row.right):
        await home.store.fill_feed(await _row_for(home, opened, person))


async def _row_for(home: Home, opened: Opened, person: PersonId) -> FeedRow:
    """The row as it will be; of somebody who has none yet, one under a key that is thrown away."""
    nobody = feed.new_secret()
    kept = await home.store.feed_of(person)
    terms = _terms(feed.public_of(nobody), person, titles=False)
    blank = FeedRow(person, feed.mark_of(nobody), feed.public_of(nobody), terms, b"")
    row = kept or blank
    return row._replace(plans=_plans(home, opened, row.public, person))


def _plans(home: Home, opened: Opened, public: bytes, person: PersonId) -> bytes:
    plain = msgspec.json.encode(Sealed(_minute(home), _going(home, opened)))
    return feed.seal_part(public, person, "plans", plain, feed.LEAST_PLANS_BYTES)


def _going(home: Home, opened: Opened) -> tuple[Going, ...]:
    assert opened.couple is not None, "plans take two"
    return going(opened.couple.log.life.plans.every.values(), _minute(home))


def _terms(public: bytes, person: PersonId, titles: bool) -> bytes:
    return feed.seal_part(public, person, "terms", msgspec.json.encode(Terms(titles)), LEAST_BYTES)


def _minute(home: Home) -> int:
    return int(home.clock().timestamp()) // 60


# ---------------------------------------------------------------- one's own


def titles(opened: Opened) -> bool:
    """Whether this person would have plans go by their own names."""
    chosen = opened.own.life.plans.feed
    return chosen is not None and chosen.titles


async def is_on(home: Home, opened: Opened) -> bool:
    """Whether the address this person has still leads to their plans."""
    chosen, row = opened.own.life.plans.feed, await home.store.feed_of(opened.person)
    return bool(chosen and chosen.mark and row and row.mark.hex() == chosen.mark)


async def subscribe(home: Home, opened: Opened, titles: bool) -> str:
    """A new address, in place of any before; gives the secret in it, which is kept nowhere."""
    secret = feed.new_secret()
    await _put(home, opened, secret, titles)
    await _choose(home, opened, feed.mark_of(secret).hex(), titles)
    return feed.written(secret)


async def call(home: Home, opened: Opened, titles: bool) -> None:
    """Have plans go by their own names at the same address, or by none."""
    row = await home.store.feed_of(opened.person)
    if row and await is_on(home, opened):
        await home.store.put_feed(row._replace(terms=_terms(row.public, opened.person, titles)))
    chosen = opened.own.life.plans.feed
    await _choose(home, opened, chosen.mark if chosen else "", titles)


async def stop(home: Home, opened: Opened) -> None:
    """The address leads nowhere from now on."""
    await _put(home, opened, os.urandom(feed.SECRET_BYTES), titles=False)
    await _choose(home, opened, "", titles(opened))


async def _put(home: Home, opened: Opened, secret: bytes, titles: bool) -> None:
    public, person = feed.public_of(secret), opened.person
    plans = _plans(home, opened, public, person)
    await home.store.put_feed(
        FeedRow(person, feed.mark_of(secret), public, _terms(public, person, titles), plans)
    )


async def _choose(home: Home, opened: Opened, mark: str, titles: bool) -> None:
    what = FeedChosen(mark, titles)
    if what != opened.own.life.plans.feed:
        await append(home.store, opened, opened.own, [what], home.clock())


# ---------------------------------------------------------------- reading, with nobody signed in


async def read(home: Home, address: str) -> bytes:
    """The calendar at a secret. Raises NoSuchFeed, the same for an address that was, never was, or is none."""
    try:
        secret = feed.read(address)
        mark = feed.mark_of(secret)
        row = await home.store.feed_by_mark(mark)
        if row is None or not hmac.compare_digest(row.mark, mark):
            raise NoSuchFeed
        terms = msgspec.json.decode(feed.open_part(secret, row.person, "terms", row.terms), type=Terms)
        sealed = msgspec.json.decode(feed.open_part(secret, row.person, "plans", row.plans), type=Sealed)
    except (EnvelopeAltered, msgspec.DecodeError):
        raise NoSuchFeed from None
    return await asyncio.to_thread(_drawn, sealed, _minute(home), terms.titles)


def _drawn(sealed: Sealed, now: int, titles: bool) -> bytes:
    return _as_calendar(times(sealed.plans, now), sealed.written, titles)


def event_file(home: Home, opened: Opened, plan: str) -> bytes:
    """The times to come of one plan as a file; empty of events if it is not agreed to any more."""
    some: tuple[Time, ...] = times((one for one in _going(home, opened) if one.plan == plan), _minute(home))
    ahead = [one for one in some if one.end > _minute(home)]
    return _as_calendar(ahead, _minute(home), titles(opened))


def _as_calendar(some: Iterable[Time], written: int, titles: bool) -> bytes:
    # Read when one is asked for: with its library it would be a twentieth of every start.
    made: bytes = import_module("weft.press.calendar").calendar(some, written, titles=titles)
    return made
