"""Practices, an exercise as it is offered, and ideas."""

from typing import Any

from msgspec.structs import replace

from web.samples.parts import ALONE, AS_ELIAS, BOTH, LEFT, NOOR, RIGHT, lines
from weft.core.practice import ABOUT, Practice
from weft.core.tapestry import svg as loom
from weft.web import models as m
from weft.web.pages.ideas_of_two import CHOICES

HOURS = tuple(
    m.HourChoice(days, f"on {when} at 20:00")
    for days, when in (
        (1, "Friday 13 June"),
        (2, "Saturday 14 June"),
        (4, "Monday 16 June"),
        (7, "Thursday 19 June"),
    )
)


def exercise(**given: Any) -> m.ExercisePage:
    plain = {
        "room": BOTH,
        "id": "talk/slow-turns",
        "title": "Slow turns",
        "caption": "2/2 twill in weld. About fifteen minutes, sitting down.",
        "ribbon": loom.ribbon(Practice.TALK, LEFT, RIGHT, 91, 12, "r"),
        "ribbon_wide": loom.ribbon(Practice.TALK, LEFT, RIGHT, 340, 12, "rw"),
        "what": "One speaks for three minutes. The other says back what was heard, and asks: did I get it? Then you swap. Twice each.",
        "why": "Most people start on their answer while the other is still talking. Turns take that job away.",
        "evidence": "Evidence: fair. Pooled trials of courses that teach skills like this found moderate gains in how couples talk (Hawkins et al., 2008). Those had a teacher in the room; this is a phone.",
        "not_when": "one of you is already shouting, or has been drinking, or is afraid of the other.",
        "forms": (
            m.FormChoice("together", "Together", "In one room, each with a phone."),
            m.FormChoice("apart", "Apart", "On a call of your own, at the same time."),
            m.FormChoice("own-pace", "At your own pace", "In writing, over days."),
        ),
    }
    return m.ExercisePage(**{**plain, **given})


def ideas_of_two() -> dict[str, m.Page]:
    """One idea to mark, what somebody likes, ideas of their own, and ideas fitted to both."""
    soup = m.IdeaShown(
        "Soup by ear",
        "One of you cooks with eyes shut, the other is the hands.",
        "About 40 minutes. Costs nothing. Indoors.",
        "/ideas/5e5e5e5e",
    )
    link = (m.Link("Soup by ear", "/ideas/5e5e5e5e"),)
    tastes = tuple(
        m.Choice(value, label, "", value == "calm")
        for value, label in (
            ("exciting", "Something exciting"),
            ("calm", "Something calm"),
            ("talk", "Talking"),
        )
    )
    choices = tuple(
        (
            name,
            asked,
            tuple(m.Choice(value, label, "", at == 0) for at, (value, label) in enumerate(some.items())),
        )
        for name, (asked, some) in CHOICES.items()
    )
    one = m.OneIdeaPage(NOOR, "5e5e5e5e", soup, True, False, "Thursday at 16:00")
    own = m.OwnIdeasPage(BOTH, (soup,), m.IdeaForm(), choices, "5c" * 16)
    likes = m.LikesPage(NOOR, tastes, link, (), "Thursday at 16:00", True)
    fitted = m.IdeasPage(
        replace(BOTH, nav="practices"),
        "You both get the same ones today.",
        (soup,),
        None,
        "",
        (),
        "out of doors; something calm",
        link,
        link,
        True,
    )
    return {
        "idea": one,
        "idea-own": replace(one, own=True, kept=True, wanted=False, worth=True),
        "idea-too-many": replace(one, say="That is more than can be marked at once."),
        "likes": likes,
        "likes-none": replace(likes, wanted=(), kept=False, say="That is more than can be marked at once."),
        "ideas-ours": own,
        "ideas-ours-slip": replace(
            own,
            ideas=(),
            form=m.IdeaForm("", "Sit on it.", children=True, apart=True),
            say="Please give it a title.",
            field="title",
        ),
        "ideas-fitted": fitted,
    }


def pages() -> dict[str, m.Page]:
    """The shelves, an exercise in its states, and ideas of two."""
    talk = ABOUT[Practice.TALK]
    consent = m.Consent(mine=True, theirs=False, form="together", board="cd" * 16)
    return {
        "practices": m.PracticesPage(replace(BOTH, nav="practices"), lines()),
        "practice": m.PracticePage(
            replace(BOTH, nav="practices"),
            "talk",
            talk.name,
            talk.purpose,
            f"{talk.weave} in {talk.weft}",
            loom.ribbon(Practice.TALK, LEFT, RIGHT, 340, 12, "rw"),
            (
                m.Shelf(
                    "About twenty minutes",
                    (m.ExerciseLine("slow-turns", "Slow turns", 15, ("in one room",), "light", "fair"),),
                ),
            ),
            "Evidence: fair.",
            (
                (
                    "How",
                    (
                        m.Narrowing("Any", "/practices/talk", True),
                        m.Narrowing("In one room", "/practices/talk?form=together", False),
                    ),
                ),
            ),
            (m.Said("Slow turns", "", "Wednesday", "left", "/cloth/x"),),
        ),
        "exercise": exercise(),
        "exercise-mine": exercise(consent=consent),
        "exercise-for-an-hour": exercise(hours=HOURS),
        "exercise-mine-for-an-hour": exercise(
            consent=replace(consent, form="own-pace", opens="on Thursday 19 June at 20:00")
        ),
        "exercise-theirs": exercise(consent=replace(consent, mine=False, theirs=True)),
        "exercise-both": exercise(consent=replace(consent, theirs=True, href="/sittings/x"), room=AS_ELIAS),
        "exercise-alone": exercise(
            room=ALONE, alone=True, forms=(m.FormChoice("solo", "On your own", "Only you."),)
        ),
        "ideas": m.IdeasPage(
            replace(BOTH, nav="practices"),
            "You both get the same ones today.",
            (
                m.IdeaShown(
                    "Soup by ear",
                    "One of you cooks with eyes shut, the other is the hands. Whoever sees says as little as will do.",
                    "About 40 minutes. Costs nothing. Indoors.",
                ),
            ),
            "/ideas?turn=1",
            "An hour, indoors. Wish for something else",
            (
                (
                    "Where",
                    (
                        m.Narrowing("Any", "/ideas", False),
                        m.Narrowing("Indoors", "/ideas?place=indoors", True),
                    ),
                ),
            ),
        ),
        **ideas_of_two(),
    }
