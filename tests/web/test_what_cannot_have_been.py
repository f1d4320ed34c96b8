"""A log with lines of moments, pictures, lists, the reservoir, affection and sittings in it that no page can write.

The same promise as in test_what_cannot_be.py, for the other subjects: whoever signs such a line with their own keys, the
log opens for both, every page is drawn, the cloth is woven, and what was kept before is still there.
"""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from visits import Evening, evening
from web.test_what_cannot_be import FAR, LONG, OWN, SHARED
from weft.core.affection.entries import (
    AffectionWhat,
    AnswerTakenBack,
    GestureAnswered,
    GestureKept,
    GestureLanded,
    GestureTakenBack,
    GestureWoven,
    GestureWritten,
    HintsShown,
    HourChosen,
    MapSaid,
    MapShown,
    NearWoven,
)
from weft.core.log.entries import (
    KINDS,
    CoupleJoined,
    HalfBrought,
    HalvesGiven,
    LifeStageSaid,
    LockChosen,
    PersonNamed,
    PromptsDrawn,
    SittingWoven,
    SuggestionSetAside,
    UnderstandingFelt,
    Understood,
    What,
    WordsSealed,
    WordsTakenBack,
    WordsWritten,
)
from weft.core.moments.curve import packed
from weft.core.moments.entries import (
    CurveKept,
    MomentMade,
    MomentWhat,
    MomentWordsTakenBack,
    MomentWoven,
    VoiceWritten,
    WhyWritten,
)
from weft.core.past import (
    LooseWords,
    Past,
    PastBesides,
    PastBrought,
    PastCurves,
    PastEvening,
    PastFelt,
    PastKept,
    PastLived,
    PastLoose,
    PastSitting,
)
from weft.core.people import LogId, Person, Side, SittingId
from weft.core.pictures import PictureAllowed, PictureEntry, PictureId, PictureKept, PictureTakenBack
from weft.core.practice import Practice
from weft.core.reservoir.entries import DayChosen, KeepingWhat, LeftOut, LetterAllowed, MonthNamed
from weft.core.tapestry.dye import Dye
from weft.core.wishes import ListBrought, ListPutAway, ListWhat
from weft.keeper.opened import append
from weft.keeper.writing import write

MOMENT, OTHER, SITTING = "ab" * 16, "cd" * 16, SittingId("ef" * 16)
"""The first stands for the moment that is there."""
MADE = MomentMade(OTHER, "film", "A stone", 20_000, 1, "", "left")
VOICE = VoiceWritten(OTHER, "It rained.", ("warm",), "")
KEPT = PictureKept(MOMENT, PictureId("12" * 16), "A coat", 800, 600, "34" * 32, "56" * 32, "78" * 32)
LIST = ListBrought(OTHER, "Films", ("Ponyo",))
GIVEN = GestureWritten(OTHER, "words", "The tea was warm.", 0)
WOVEN = SittingWoven(SITTING, "slow-turns", "Slow turns", "talk", "together", 20, Side.LEFT, "5" * 64)
SEALED = WordsSealed(SITTING, "s", "write", 1, 1, 0, b"", b"", b"", b"", b"", b"")
NOT_KEYS = ("", "../yours?", "a b", LONG)
HUGE = (*FAR, 0, -1)

TOLD: tuple[What, ...] = (
    *(replace(MADE, day=day) for day in FAR),
    *(replace(MADE, days=days) for days in HUGE),
    *(replace(MADE, moment=key) for key in NOT_KEYS),
    replace(MADE, title=" "),
    replace(MADE, title=LONG),
    replace(MADE, kind=LONG),
    replace(MADE, kind=""),
    replace(MADE, where=LONG),
    replace(MADE, chose="nobody"),
    MADE,
    replace(VOICE, text=LONG),
    replace(VOICE, feelings=("warm",) * 9_000),
    replace(VOICE, feelings=(LONG,)),
    replace(VOICE, moment=MOMENT, feelings=("", " ", "x" * 900)),
    replace(VOICE, remember=LONG),
    *(CurveKept(OTHER, packed(bytes([40] * 90)), (second,)) for second in FAR),
    CurveKept(OTHER, packed(bytes([40] * 90)), (3,) * 90_000),
    CurveKept(OTHER, "A" * 400_000, ()),
    CurveKept(OTHER, "no curve", ()),
    CurveKept(OTHER, "", ()),
    CurveKept(OTHER, packed(bytes([40]) * 22_000), ()),
    *(WhyWritten(OTHER, second, "Here.") for second in FAR),
    *(WhyWritten(MOMENT, second, "Here.") for second in FAR),
    WhyWritten(MOMENT, 1, LONG),
    *(WhyWritten(MOMENT, second, "Again.") for second in range(300)),
    *(MomentWordsTakenBack(MOMENT, "voice", True, at) for at in FAR),
    MomentWordsTakenBack(OTHER, LONG, True, 0),
    *(MomentWoven(key) for key in NOT_KEYS),
    *(replace(KEPT, of=key) for key in NOT_KEYS),
    *(replace(KEPT, picture=PictureId(key)) for key in NOT_KEYS),
    *(replace(KEPT, width=width) for width in HUGE),
    *(replace(KEPT, height=height) for height in HUGE),
    replace(KEPT, words=LONG),
    replace(KEPT, key="not a key"),
    replace(KEPT, large="nothing", small="nothing"),
    *(replace(KEPT, picture=PictureId(f"{number:032x}")) for number in range(60)),
    PictureTakenBack(PictureId(LONG)),
    PictureAllowed(PictureId("../"), True),
    *(replace(LIST, key=key) for key in NOT_KEYS),
    replace(LIST, name=LONG),
    replace(LIST, name=" "),
    replace(LIST, titles=()),
    replace(LIST, titles=tuple(f"Film {number}" for number in range(5_000))),
    replace(LIST, titles=(LONG, "", " ")),
    *(replace(LIST, key=f"{number:032x}") for number in range(60)),
    *(ListPutAway(key) for key in NOT_KEYS),
    *(MonthNamed(2026, month, "slow") for month in HUGE),
    *(MonthNamed(year, 6, "slow") for year in HUGE),
    MonthNamed(2026, 6, LONG),
    *(LeftOut(key, "voice", True) for key in NOT_KEYS),
    LeftOut(MOMENT, LONG, True),
    *(LetterAllowed(key, True) for key in NOT_KEYS),
)
GIVES: tuple[What, ...] = (
    *(replace(GIVEN, arrives=at) for at in FAR),
    *(replace(GIVEN, gesture=key) for key in NOT_KEYS),
    replace(GIVEN, gesture="aa" * 16, way="a wink"),
    replace(GIVEN, gesture="bb" * 16, text=LONG),
    replace(GIVEN, gesture="cc" * 16, text=""),
    GestureAnswered("aa" * 16, "shrug", LONG),
    *(GestureWoven(key, "words") for key in NOT_KEYS),
    GestureWoven("dd" * 16, "a wink"),
    AnswerTakenBack(LONG),
    GestureTakenBack(LONG),
    MapShown({LONG: LONG, "no place": "like", "any/": "maybe"}),
    MapShown({f"any/thing {number}": "like" for number in range(9_000)}),
    HintsShown(("a wink",) * 9_000),
    *(NearWoven(key) for key in NOT_KEYS),
)
PLAYED: tuple[What, ...] = (
    *(replace(WOVEN, minutes=minutes) for minutes in HUGE),
    *(replace(WOVEN, sitting=SittingId(key)) for key in NOT_KEYS),
    replace(WOVEN, practice="juggling"),
    replace(WOVEN, title=LONG),
    replace(WOVEN, title=" "),
    replace(WOVEN, exercise="../"),
    replace(WOVEN, form="by post"),
    replace(WOVEN, script="no script"),
    *(WordsWritten(SittingId(key), "k", "keep", "A line.") for key in NOT_KEYS),
    WordsWritten(SITTING, LONG, "keep", "A line."),
    WordsWritten(SITTING, "k", "juggle", LONG),
    replace(SEALED, writing=10**15, holder=-7, earliest=10**15),
    replace(SEALED, key="", step=LONG),
    HalfBrought(SITTING, LONG, b""),
    HalvesGiven(SITTING, {LONG: b"x"}),
    WordsTakenBack(SITTING, LONG),
    PromptsDrawn(SITTING, (LONG,) * 50),
    PersonNamed(LONG, "madder"),
    PersonNamed("", "madder"),
    PersonNamed("Elias", "glitter"),
    *(CoupleJoined("Noor", "madder", "Elias", "kendal", seed) for seed in (10**15, -(10**15), 2**63)),
    CoupleJoined(LONG, "madder", "", "kendal", 7),
    LifeStageSaid(LONG, True),
)
MY_OWN: tuple[What, ...] = (
    *(DayChosen(key, True) for key in NOT_KEYS),
    *(HourChosen(hour) for hour in (*FAR, 24, -2)),
    MapSaid({LONG: LONG, "no place": "like"}, (LONG, "no place")),
    GestureKept(LONG, True),
    GestureLanded(LONG, "a wink", LONG),
    *(LockChosen(minutes) for minutes in HUGE),
    *(SuggestionSetAside("slow-turns", day) for day in FAR),
    SuggestionSetAside(LONG, 20_000),
    UnderstandingFelt(SittingId(LONG), Understood.YES),
    LifeStageSaid("late", True),
)
NEVER, LOG = date.max, LogId("9a" * 16)
PAST = Past(LOG, Side.LEFT, Person("Noor", Dye.MADDER), None, 7, date(2024, 1, 1), date(2024, 6, 1))
LIVED = PastSitting(SITTING, date(2024, 2, 2), "noon", "x", "Slow turns", Practice.TALK, "apart", 9, None, ())
FROM_A_FILE: tuple[What, ...] = (
    PastBrought(PAST),
    PastBrought(replace(PAST, log=LogId("../"))),
    PastBrought(replace(PAST, log=LogId("8b" * 16), until=NEVER)),
    PastBrought(replace(PAST, log=LogId("7c" * 16), since=date.min)),
    PastLived(LOG, replace(LIVED, day=NEVER)),
    PastLived(LOG, replace(LIVED, day=date.min)),
    *(PastLived(LOG, replace(LIVED, minutes=minutes)) for minutes in FAR),
    *(PastLived(LOG, replace(LIVED, sitting=SittingId(key))) for key in NOT_KEYS),
    PastLoose(LOG, LooseWords(NEVER, "write", LONG)),
    PastCurves(LOG, PastFelt("m", NEVER, "Ferry", "zz", "", (10**15,))),
    PastCurves(LOG, PastFelt("m", date(2024, 2, 2), "Ferry", "zz", "A" * 90_000, (10**15,), (-1,))),
    PastBesides(LOG, (PastEvening(NEVER, 10**15, -9),), (PastKept("nowhere", NEVER, LONG),)),
)
KINDS_OF_LINES = {
    "told": TOLD,
    "gives": GIVES,
    "played": PLAYED,
    "own": MY_OWN,
    "own, from a file": FROM_A_FILE,
}
PAGES = (
    "/today",
    "/moments",
    "/moments/new",
    "/wishes",
    "/reservoir",
    "/reservoir?year=2026",
    "/reservoir?year=2024",
    "/reservoir/days",
    "/reservoir/book",
    "/reservoir/book?year=2026",
    "/reservoir/book/own?year=2026",
    "/reservoir/book/2026.html",
    "/cloth",
    "/cloth?year=2026",
    "/cloth/list",
    "/affection",
    "/practices",
    "/practices/affection",
    "/yours",
)


def test_each_kind_there_is_stands_in_one_of_the_two_walks() -> None:
    here = {type(one) for some in KINDS_OF_LINES.values() for one in some}
    assert here >= set(get_args(MomentWhat | PictureEntry | ListWhat | KeepingWhat | AffectionWhat))
    assert here | {type(one) for one in (*SHARED, *OWN)} == set(KINDS.values())


async def an_evening() -> tuple[Evening, str]:
    """Two who told a moment each, felt along with it, and brought a list."""
    one = await evening()
    where = (await one.noor.post("/moments", title="The Long Ferry", kind="film", first="2026-06-03")).header(
        "location"
    ) or ""
    for who, text in ((one.noor, "It was the coat."), (one.elis, "It was the sea.")):
        await who.post(f"{where}/voice", text=text, feelings="warm")
        sent = {"batches": [{"start": 0, "values": [40, 60] * 120, "knots": []}]}
        await who.post_json(f"{where}/feel", sent)
        await who.post(f"{where}/feel/keep")
    await one.noor.post_file("/wishes", b"Ponyo\nPersuasion", name="Books", titles="")
    await one.noor.post("/affection", way="words", text="You kept the tea warm.")
    return one, where


@pytest.mark.parametrize("which", KINDS_OF_LINES)
def test_whatever_stands_in_a_log_it_opens_and_every_page_is_drawn(which: str) -> None:
    async def scene() -> None:
        one, where = await an_evening()
        home = one.house.home
        noor, elis = [await home.sign_ins.open(who.cookies["k"]) for who in (one.noor, one.elis)]
        assert noor and elis
        log = elis.own if which.startswith("own") else elis.log
        for what in KINDS_OF_LINES[which]:
            await append(home.store, elis, log, [_of(where, what)], one.house.clock(), tap=repr(what))
        home.tell(log.log)
        one.house.restart()
        one.app.state.home = one.house.home
        moment = where.rpartition("/")[2]
        of_it = (where, f"{where}/landscape", f"/pictures/of/{moment}", f"/cloth/{moment}")
        for who in (one.noor, one.elis):
            linked = re.findall(
                r'href="(/(?:moments|cloth|affection|wishes|reservoir)[^"#]*)"',
                (await who.get("/cloth/list")).text,
            )
            for path in dict.fromkeys((*PAGES, *of_it, *linked)):
                answer = await who.get(path)
                assert answer.status == 200, (path, answer.status)
            for path, said in (
                (where, "It was the coat."),
                ("/wishes", "Books"),
                ("/reservoir", "The Long Ferry"),
            ):
                assert said in (await who.get(path)).text, path
        if which == "own, from a file":
            assert (await one.elis.get("/past")).status == 200
        again = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert again
        assert not again.log.damage and not again.own.damage

    asyncio.run(scene())


def _of(where: str, what: Any) -> Any:
    """The same of the moment that is there, where it names one."""
    names = ("moment", "of", "thing")
    here = {name: where.rpartition("/")[2] for name in names if getattr(what, name, "") == MOMENT}
    return replace(what, **here)


def test_what_says_it_is_of_a_century_to_come_hides_nothing_that_hangs() -> None:
    """An instant there is, so the line is no damage; but no day of it has come, and years of linen would hang before all."""

    async def scene() -> None:
        one, where = await an_evening()
        home, moment = one.house.home, where.rpartition("/")[2]
        elis = await home.sign_ins.open(one.elis.cookies["k"])
        assert elis
        far = int(datetime(2190, 6, 8, tzinfo=UTC).timestamp())
        some: list[What] = [
            WOVEN,
            replace(MADE, day=80_000),
            MomentWoven(OTHER),
            replace(GIVEN, arrives=far // 60),
        ]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("weft.keeper.opened.write", lambda what, _: write(what, far))
            await append(home.store, elis, elis.log, some, one.house.clock(), tap="far")
        home.tell(elis.log.log)
        for who in (one.noor, one.elis):
            for path in (
                *PAGES,
                where,
                "/reservoir?year=2189",
                "/reservoir/book/2189.html",
                "/cloth/far/2026",
            ):
                assert (await who.get(path)).status == 200, path
            assert (await who.get(f"/cloth/{SITTING}")).status == 404
            cloth = (await who.get("/cloth")).text
            assert f'href="/cloth/{moment}"' in cloth and SITTING not in cloth
            tall = max(int(high) for high in re.findall(r'<svg class="cloth"[^>]* height="(\d+)"', cloth))
            assert tall < 1_000

    asyncio.run(scene())
