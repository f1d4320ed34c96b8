"""Everything one server keeps, in one place: the store, who is signed in, the library, the rooms."""

import asyncio
from dataclasses import dataclass, field

from weft.core.log.entries import PersonNamed
from weft.core.log.fold import at_minute, with_letters
from weft.core.people import LogId, PersonId, Side
from weft.keeper.alarm import Alarm, Alarms
from weft.keeper.couples import open_couple
from weft.keeper.courier import Courier
from weft.keeper.letters_woven import opened_letters
from weft.keeper.library import Library
from weft.keeper.near import Near
from weft.keeper.need import Needs
from weft.keeper.open_log import OpenLog, catch_up
from weft.keeper.opened import Clock, Opened, append
from weft.keeper.own_copies import know
from weft.keeper.ports import Store
from weft.keeper.sign_ins import SignIns
from weft.live.rooms import Rooms


@dataclass(slots=True)
class Home:
    """The keeper. ``news`` counts, per log, what its readers were told of, so that a page knows when to look."""

    store: Store
    clock: Clock
    library: Library
    rooms: Rooms
    sign_ins: SignIns
    news: dict[LogId, int] = field(default_factory=dict)
    letters: dict[LogId, int] = field(default_factory=dict)
    """How often letters of a couple opened since the server started: nothing is read of them at other news."""
    alarm: Alarm = field(default_factory=Alarm)
    hours: Alarms = field(default_factory=Alarms)
    """For each person and sitting they have looked at: when what is sealed in it may open."""
    needs: Needs = field(default_factory=Needs)
    """What each needs right now, for two hours and in memory alone."""
    near: Near = field(default_factory=Near)
    """Who is near whom across a distance, in memory alone."""
    courier: Courier | None = None
    """Who carries knocks out; None for a home that sends nothing anywhere."""
    knocks: Alarm = field(default_factory=Alarm)
    """Rings when the next knock is due."""
    parted: set[LogId] = field(default_factory=set)
    """Couples that closed since the server started, for a sign-in which was being opened in that very moment."""

    def tell(self, log: LogId, *, only: PersonId | None = None) -> None:
        """Something in this log changed: whoever reads it is told to look again, and nobody else.

        With ``only`` it is news to that person alone, because the other's pages would show nothing new. The other's
        are not even made anew: the time that takes would tell.
        """
        where = LogId(only) if only else log
        self.news[where] = self.news.get(where, 0) + 1
        self.rooms.tell(where)

    def tell_opened(self, couple: LogId) -> None:
        """Letters of these two opened: both are told, and their cloth has a band more."""
        self.letters[couple] = self.letters.get(couple, 0) + 1
        self.tell(couple)

    def version(self, opened: Opened) -> tuple[object, ...]:
        """Changes whenever something changed that this person's pages are drawn from, time apart."""
        own, shared = opened.own, opened.log
        return (
            own.seq,
            shared.log,
            self.news.get(own.log),
            self.news.get(shared.log),
            opened.compared,
            opened.passed_over,
            opened.withheld,
            len(opened.behind),
            opened.put_back,
            opened.shut,
            len(own.damage),
            len(shared.damage),
        )

    def as_of(self, opened: Opened) -> object:
        """Equal as long as no page of this person's can have changed: nothing was written, in the same minute.

        Also what the other wrote without a word to this person counts. Nothing is drawn anew for it; whether the page
        holds is asked once more, which by the next minute is asked anyway.
        """
        minute = int(self.clock().timestamp()) // 60
        return minute, self.needs.turns, opened.log.seq, self.version(opened)

    async def freshen(self, opened: Opened) -> None:
        """Read what is new for this person: a partner who has joined, entries the partner appended."""
        if opened.couple and opened.couple.log.log in self.parted:
            opened.couple = None
            await know(self.store, opened)
        if opened.couple is None:
            await open_couple(self.store, opened)
            if opened.couple is None:
                return
        for log in opened.all_logs:
            if log.news_read != self.news.get(log.log, 0):
                await self._read_news(log)
        shared = opened.couple.log
        if shared.letters_read != self.letters.get(shared.log, 0):
            await self._read_letters(shared)
        shared.life = at_minute(shared.life, int(self.clock().timestamp()) // 60)
        if opened.side not in opened.log.life.people:
            await self._name_oneself(opened)

    async def _read_news(self, log: OpenLog) -> None:
        """Once for everybody who has this log open."""
        async with log.lock:
            newest = self.news.get(log.log, 0)
            if log.news_read != newest:
                await catch_up(self.store, log)
                log.news_read = newest

    async def _read_letters(self, log: OpenLog) -> None:
        """Put into a couple's cloth what opened between them; once for everybody who has this log open."""
        async with log.lock:
            newest = self.letters.get(log.log, 0)
            if log.letters_read != newest:
                found = await opened_letters(self.store, self.sign_ins.server_key, log.log, log.life.woven)
                log.life = with_letters(log.life, found)
                log.letters_read = newest

    async def _name_oneself(self, opened: Opened) -> None:
        # Only needed when a crash fell between joining and the first line of the shared log.
        own = opened.own.life.people[Side.LEFT]
        await append(self.store, opened, opened.log, [PersonNamed(own.name, own.dye)], self.clock())
        self.tell(opened.log.log)

    async def close(self) -> None:
        """Leave everything as it should be found."""
        await self.sign_ins.tries.write_down()
        self.sign_ins.rest()
        self.alarm.rest()
        self.hours.rest()
        self.knocks.rest()
        await asyncio.gather(*(self.sign_ins.bookmark(one) for one, _, _ in self.sign_ins.opened.values()))
        await self.store.close()
