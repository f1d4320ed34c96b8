"""A sitting at each of its steps, and what is kept of it."""

from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from web.samples.parts import AS_ELIAS, BOTH, KEPT, NOOR
from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry import svg as loom
from weft.web import models as m


def act(name: str, label: str, reach: str = "both", note: str = "", field: Any = None) -> Any:
    return SimpleNamespace(name=name, label=label, reach=reach, note=note, field=field)


def scene(**given: Any) -> Any:
    """A scene with the fields of core/sitting's, filled with quiet defaults."""
    plain = {
        "step": 1,
        "turn": 0,
        "kind": "speak",
        "role": "speaking",
        "heading": "Something this week that was harder than it looked",
        "text": "",
        "small": "Say it from your side. Elias says it back before answering.",
        "seconds": 180,
        "elapsed": 120,
        "dark": False,
        "knocks": False,
        "wake": True,
        "floor": None,
        "acts": (act("hand-over", "Hand it over", note="when you’re done"), PAUSE, STOP),
        "shows": (),
    }
    return SimpleNamespace(**{**plain, **given})


PAUSE, STOP = act("pause", "Pause us both"), act("stop", "Stop here")


WRITE = SimpleNamespace(
    name="words", label="One true line about Elias", most=400, rows=3, ends=None, sure=False
)


GUESS = SimpleNamespace(name="words", label="Your guess", most=60, rows=1, ends=("far", "near"), sure=True)


def sitting(now: Any, side: Side = Side.LEFT, **given: Any) -> m.SittingPage:
    plain = {
        "room": replace(BOTH if side is Side.LEFT else AS_ELIAS, middle="your turn"),
        "board": "ab" * 16,
        "scene": now,
        "said": (),
        "loom": loom.turn_loom(side, Practice.TALK, 1.0, 88, shuttle=None if side is Side.LEFT else 0.3),
        "exercise_id": "talk/slow-turns",
        "until_ms": 1_781_000_000_000,
        "total_s": 180,
        "tap": "5c" * 16,
    }
    return m.SittingPage(**{**plain, **given})


def sittings() -> dict[str, m.SittingPage]:
    listening = scene(
        role="listening",
        heading="Just listen",
        small="You’ll say back what you heard. Nothing here needs fixing.",
        acts=(PAUSE, STOP),
    )
    down = scene(
        kind="presence",
        role="together",
        heading="Face down, please",
        text="Two knocks when it’s been ten minutes.",
        small="",
        dark=True,
        knocks=True,
        acts=(act("stop", "End early"),),
    )
    writing = scene(
        role="writing",
        heading="Something true, and small",
        small="What, when, and what it did to you. One or two sentences carry further than ten.",
        acts=(act("write", "Give it to Elias", note="seen once both have written", field=WRITE), STOP),
    )
    answering = scene(
        role="answering",
        heading="Did Elias get it?",
        small="",
        acts=(
            act("got-me", "You got me"),
            act("not-quite", "Not quite", note="say it once more"),
            PAUSE,
            STOP,
        ),
    )
    guessing = scene(
        role="writing",
        heading="How near was it for Elias?",
        small="",
        acts=(act("guess", "That’s my guess", reach="you", note="opens with the rest", field=GUESS), STOP),
    )
    opened = scene(
        role="together", heading="Where you each were", small="", acts=(act("ready", "Ready"), STOP)
    )
    marks = (
        m.MarkShown(20, "left", "left", guess=False),
        m.MarkShown(48, "right", "left", guess=True),
        m.MarkShown(70, "right", "right", guess=False),
    )
    near = m.LineShown("How was it?", "far", "near", marks, KEPT)
    ended = scene(role="ended", heading="Woven in.", text="", small="Slow turns, Thursday 12 June.", acts=())
    asked = scene(
        role="consent",
        heading="Ready when you both are",
        small="Sit where you can see each other’s face.",
        acts=(act("ready", "I’m here", note="Elias sees it"), STOP),
    )
    paused = scene(
        role="paused", heading="Paused", small="Take the time it takes.", acts=(act("resume", "Go on"), STOP)
    )
    sealing = scene(
        role="writing",
        heading="One thing that is hard to say aloud",
        small="",
        acts=(
            act("write", "Seal it", reach="you", note="opens at the hour you two chose", field=WRITE),
            STOP,
        ),
    )
    calm: dict[str, Any] = {"until_ms": None, "total_s": None}
    hour = "on Thursday 19 June at 20:00"
    own: dict[str, Any] = {**calm, "loom": "", "room": replace(NOOR, live=True)}
    return {
        "sitting-sealing-for-an-hour": sitting(sealing, sealed="write", opens=hour, lasts="hour", **own),
        "sitting-sealed-to-open": sitting(opened, sealed="open", **calm),
        "sitting-sealed-to-read": sitting(opened, sealed="read", **calm),
        "sitting-speaking": sitting(scene()),
        "sitting-listening": sitting(
            listening, Side.RIGHT, room=replace(AS_ELIAS, middle="Noor is speaking")
        ),
        "sitting-dark": sitting(down),
        "sitting-writing": sitting(writing, said=KEPT[1:], loom="", room=replace(NOOR, live=True), **calm),
        "sitting-answering": sitting(answering, **calm),
        "sitting-guessing": sitting(guessing, loom="", room=replace(NOOR, live=True), **calm),
        "sitting-opened": sitting(opened, lines=(near,), **calm),
        "sitting-consent": sitting(asked, **calm),
        "sitting-paused": sitting(paused, **calm),
        "sitting-ended": sitting(ended, loom="", **calm),
    }


def pages() -> dict[str, m.Page]:
    """A sitting, its end, and what was for one's own eyes."""
    return {
        "ended": m.EndedPage(
            NOOR, "ab" * 16, "Slow turns", "Woven in.", True, "partly", "/cloth/lived-30", "/moments/new"
        ),
        "own-eyes": m.OwnEyesPage(
            replace(NOOR, nav="yours"),
            (
                m.Day(
                    "Wednesday",
                    (
                        m.Thing(
                            "ab" * 16,
                            "Slow turns",
                            "",
                            (m.Said("I was ashamed of the hurry.", "only you", "", "left"),),
                        ),
                        m.Thing(
                            "", "One true line", "", (m.Said("It was the coat.", "only you", "", "left"),)
                        ),
                    ),
                ),
            ),
        ),
        "own-eyes-empty": m.OwnEyesPage(replace(NOOR, nav="yours"), ()),
        **sittings(),
    }
