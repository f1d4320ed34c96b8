"""What Noor looks at: for every address there is, what to ask of it."""

from collections.abc import Callable

from stories.scene import SOME_ID, Scene
from weft.keeper.library import read_library
from weft.web.app import DOORS
from weft.web.door import Door

IDEAS = read_library().ideas
DEEP = "a-letter-about-one-thing"
EXERCISES = (
    DEEP,
    "one-true-line",
    "slow-turns",
    "ten-minutes-on-the-bench",
    "rung-1-hopes",
    "rung-2-dreams",
    "none",
)
SHELVES = (
    "/practices/talk",
    "/practices/affection",
    "/practices/softer",
    "/practices/softer?form=apart&depth=light",
)

ADDRESSES: dict[str, Callable[[Scene], list[str]]] = {
    "/": lambda _: ["/", "/?invited"],
    "/before": lambda _: ["/before", "/before?invited"],
    "/shared-browser": lambda _: ["/shared-browser"],
    "/begin": lambda _: ["/begin"],
    "/salt": lambda _: ["/salt?name=Noor", "/salt?name=Elis", "/salt?name=Nobody"],
    "/sign-in": lambda _: ["/sign-in"],
    "/recover": lambda _: ["/recover"],
    "/away": lambda _: ["/away"],
    "/help": lambda _: ["/help"],
    "/host": lambda _: ["/host"],
    "/parts": lambda _: ["/parts"],
    "/invite": lambda _: ["/invite"],
    "/join": lambda _: ["/join"],
    "/compare": lambda _: ["/compare"],
    "/today": lambda _: ["/today"],
    "/today/like": lambda _: ["/today/like", "/today/like?kept"],
    "/practices": lambda _: ["/practices"],
    "/practices/{key}": lambda _: [*SHELVES, "/practices/none"],
    "/ideas": lambda _: ["/ideas", "/ideas?turn=1", "/ideas?mood=calm&long=half&apart=yes"],
    "/ideas/likes": lambda _: ["/ideas/likes", "/ideas/likes?kept"],
    "/ideas/ours": lambda _: ["/ideas/ours"],
    "/ideas/{id}": lambda _: [f"/ideas/{IDEAS[0].id}", f"/ideas/{IDEAS[1].id}", "/ideas/none"],
    "/exercises/{id}": lambda _: [f"/exercises/{one}" for one in EXERCISES],
    "/sittings/{board}": lambda scene: [f"/sittings/{one}" for one in (scene.kept, scene.open, SOME_ID)],
    "/cloth": lambda _: ["/cloth"],
    "/cloth/list": lambda _: ["/cloth/list", "/cloth/list?before=2026-06-01"],
    "/cloth/far": lambda _: ["/cloth/far"],
    "/cloth/far/{year}": lambda _: ["/cloth/far/2026", "/cloth/far/1999", "/cloth/far/x"],
    "/cloth/far/{year}/{quarter}": lambda _: [f"/cloth/far/2026/{one}" for one in "12345"],
    "/cloth/take": lambda _: ["/cloth/take", "/cloth/take?year=2026", "/cloth/take?year=x"],
    "/cloth/take/{file}": lambda _: [
        "/cloth/take/cloth.svg",
        "/cloth/take/cloth.png",
        "/cloth/take/cloth.png?year=2026",
        "/cloth/take/cloth.pdf?size=50x100",
        "/cloth/take/cloth.wif",
        "/cloth/take/cloth.wif?shafts=8",
        "/cloth/take/x",
    ],
    "/cloth/{key}": lambda scene: [f"/cloth/{one}" for one in (scene.kept, scene.open, SOME_ID)],
    "/pictures/of/{key}": lambda scene: [f"/pictures/of/{one}" for one in (scene.kept, SOME_ID)],
    "/pictures/{key}": lambda scene: [
        f"/pictures/{one}" for one in (scene.more.get("picture", SOME_ID), SOME_ID)
    ],
    "/pictures/{key}/small": lambda scene: [
        f"/pictures/{one}/small" for one in (scene.more.get("picture", SOME_ID), SOME_ID)
    ],
    "/reservoir": lambda _: ["/reservoir", "/reservoir?year=2026&who=right", "/reservoir?year=x"],
    "/reservoir/days": lambda _: ["/reservoir/days", "/reservoir/days?year=2026"],
    "/reservoir/book": lambda _: ["/reservoir/book", "/reservoir/book?year=1999"],
    "/reservoir/book/own": lambda _: ["/reservoir/book/own"],
    "/reservoir/book/{file}": lambda _: [
        f"/reservoir/book/{one}" for one in ("2026.html", "2026.pdf", "1999.html", "1999.pdf")
    ],
    "/wishes": lambda _: ["/wishes"],
    "/wishes/{key}": lambda _: ["/wishes/activities", "/wishes/films?kept", f"/wishes/{SOME_ID}"],
    "/moments": lambda _: ["/moments"],
    "/moments/new": lambda scene: ["/moments/new", f"/moments/new?from={scene.kept}"],
    "/moments/{key}": lambda scene: [f"/moments/{one}" for one in _moments(scene)],
    "/moments/{key}/feel": lambda scene: [f"/moments/{one}/feel" for one in _moments(scene)],
    "/moments/{key}/landscape": lambda scene: [f"/moments/{one}/landscape" for one in _moments(scene)],
    "/plans": lambda _: ["/plans"],
    "/plans/new": lambda _: ["/plans/new", "/plans/new?day=2026-06-06&from=10:00&minutes=90"],
    "/plans/own": lambda _: ["/plans/own"],
    "/plans/{key}": lambda scene: [f"/plans/{one}" for one in _plans(scene)],
    "/plans/{key}/change": lambda scene: [f"/plans/{one}/change" for one in _plans(scene)],
    "/plans/{key}/event.ics": lambda scene: [f"/plans/{one}/event.ics" for one in _plans(scene)],
    "/calendar/{file}": lambda scene: [
        f"/calendar/{one}" for one in (scene.more.get("calendar", "x.ics"), "x")
    ],
    "/affection": lambda _: ["/affection"],
    "/affection/{key}": lambda scene: [
        f"/affection/{one}" for one in (scene.more.get("gesture", SOME_ID), SOME_ID)
    ],
    "/affection/map": lambda _: ["/affection/map", "/affection/map?when=ill"],
    "/affection/theirs": lambda _: ["/affection/theirs"],
    "/affection/lands": lambda _: ["/affection/lands"],
    "/time": lambda _: ["/time", "/time?long=short", "/time?long=away"],
    "/time/mine": lambda _: ["/time/mine"],
    "/time/mine/day": lambda _: ["/time/mine/day", "/time/mine/day?day=2026-06-09"],
    "/time/usual": lambda _: ["/time/usual"],
    "/time/calendars": lambda _: ["/time/calendars"],
    "/near": lambda _: ["/near"],
    "/near/look": lambda _: ["/near/look", f"/near/look?page={SOME_ID}"],
    "/evening": lambda _: ["/evening", "/evening?again"],
    "/evening/mine": lambda _: ["/evening/mine"],
    "/insight": lambda _: ["/insight"],
    "/insight/both": lambda _: ["/insight/both"],
    "/insight/experiment": lambda _: ["/insight/experiment", "/insight/experiment?new"],
    "/season": lambda _: ["/season"],
    "/season/choose": lambda _: ["/season/choose"],
    "/season/{key}": lambda scene: [f"/season/{one}" for one in (scene.more.get("season", SOME_ID), SOME_ID)],
    "/season/{key}/back": lambda scene: [f"/season/{scene.more.get('season', SOME_ID)}/back"],
    "/season/{key}/four": lambda scene: [f"/season/{scene.more.get('season', SOME_ID)}/four"],
    "/yours": lambda _: ["/yours"],
    "/notebook": lambda _: ["/notebook"],
    "/notebook/ways": lambda _: ["/notebook/ways"],
    "/notebook/leaves": lambda _: ["/notebook/leaves", f"/notebook/leaves?after={SOME_ID}"],
    "/yours/ways": lambda _: ["/yours/ways"],
    "/yours/ways/passphrase": lambda _: ["/yours/ways/passphrase"],
    "/yours/ways/code": lambda _: ["/yours/ways/code"],
    "/yours/ways/mine": lambda _: ["/yours/ways/mine"],
    "/yours/ways/passkey": lambda _: ["/yours/ways/passkey"],
    "/renewed": lambda _: ["/renewed"],
    "/fresh": lambda _: ["/fresh", "/fresh?for=copy"],
    "/yours/copy": lambda _: ["/yours/copy"],
    "/yours/copy/opener": lambda _: ["/yours/copy/opener"],
    "/yours/bring": lambda _: ["/yours/bring"],
    "/past": lambda _: ["/past"],
    "/past/{at}": lambda _: ["/past/0", "/past/7"],
    "/leave": lambda _: ["/leave"],
    "/closed": lambda _: ["/closed"],
    "/kept/{key}": lambda _: [f"/kept/{SOME_ID}"],
    "/kept/{key}/pictures": lambda _: [f"/kept/{SOME_ID}/pictures"],
    "/kept/{key}/pictures/{at}": lambda _: [f"/kept/{SOME_ID}/pictures/{SOME_ID}"],
    "/kept/{key}/pictures/{at}/small": lambda _: [f"/kept/{SOME_ID}/pictures/{SOME_ID}/small"],
    "/letters": lambda _: ["/letters"],
    "/letters/all": lambda _: ["/letters/all"],
    "/letters/book": lambda _: ["/letters/book"],
    "/letters/book/{year}": lambda _: ["/letters/book/2026", "/letters/book/1999", "/letters/book/x"],
    "/letters/kept/{key}": lambda _: [f"/letters/kept/{SOME_ID}"],
    "/sealed": lambda _: ["/sealed"],
    "/sealed/{board}": lambda scene: [f"/sealed/{one}" for one in (scene.kept, scene.open, SOME_ID)],
    "/yours/knock": lambda _: ["/yours/knock", "/yours/knock?kept"],
    "/yours/zone": lambda _: ["/yours/zone", "/yours/zone?kept"],
    "/yours/home-screen": lambda _: ["/yours/home-screen"],
    "/yours/home-screen/plain": lambda _: ["/yours/home-screen/plain"],
    "/yours/still": lambda _: ["/yours/still"],
    "/yours/own-eyes": lambda _: ["/yours/own-eyes"],
    "/damage": lambda _: ["/damage"],
}
"""For every GET door, what to ask of it. A door that is not here fails test_non_interference.py."""

APART = {"/live", "/near/line", "/clock", "/static"}
"""What is no door: the streams are listened to in stories/playing.py, the clock tells the time, our own files are everybody's."""


def _moments(scene: Scene) -> list[str]:
    return [scene.more.get("moment", SOME_ID), SOME_ID]


def _plans(scene: Scene) -> list[str]:
    return [scene.more.get("plan", SOME_ID), SOME_ID]


def gets(door: Door) -> bool:
    return "GET" in door.methods


def addresses(scene: Scene) -> list[str]:
    return [path for door in DOORS if gets(door) for path in ADDRESSES[door.path](scene)]
