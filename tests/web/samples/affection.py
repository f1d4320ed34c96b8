"""Gestures, the map, needs, and what lands."""

from msgspec.structs import replace

from web.samples.parts import ALONE, BOTH, NOOR
from web.samples.today import today
from weft.web import models as m


def pages() -> dict[str, m.Page]:
    """Today with a need and a line that came, gestures of each, the map from both sides, and what lands."""
    names = ("listening", "Listening"), ("help", "Help"), ("hug", "A hug"), ("space", "Space")
    needs = tuple(m.NeedChoice(value, label, value == "hug") for value, label in names)
    nothing = m.NeedChoice("nothing", "Nothing special", False)
    shown = m.NeedShown("Elias needs some space", "Leave Elias the room and the door. It needs no answer.")
    hummed = "You hummed while you fixed the tap. I sat on the stairs so you wouldn’t stop."
    came = m.GestureLine("/affection/x", hummed, "Elias, Thursday 4 June 2026", "right")
    left = m.GestureLine(
        "/affection/y", "You asked the second question.", "Noor, Monday", "left", "I nearly didn’t."
    )
    ways = (
        m.Choice("words", "A line", "One true line: what Elias did or is, as exactly as you can.", True),
        m.Choice("touch", "A touch", "A touch you would like to give. Elias can always say no."),
        m.Choice("deed", "A deed", "Something you have done or will do."),
    )
    form = m.GestureForm()
    typed = m.GestureForm("touch", "A hand on your back. " * 12, "from", "2026-06-05T07:00")
    manners = (
        m.Choice("stop", "It stopped me", "Say what it did to you, just there.", True),
        m.Choice("ask", "Tell me more", "Ask one thing you would like to know."),
    )
    answers = tuple(m.Choice(one.lower().split()[0], one) for one in ("Like", "Sometimes", "Ask me", "No"))
    places = (
        m.WantedLine("hug", "A hug", "like", True),
        m.WantedLine("hand", "Holding hands", "", False),
        m.WantedLine("kiss", "A kiss", "no", False),
    )
    times = (m.Choice("morning", "In the morning", "", True), m.Choice("tired", "When tired"))
    hours = (m.Choice("-1", "When I look", "", True), m.Choice("20", "From 20:00"))
    theirs = (("When tired", (("Likes", "A hug · Quiet company"), ("Ask first", "A kiss"))),)
    groups = (
        m.LikeGroup(
            "minutes",
            "The time there is",
            tuple(
                m.Choice(*each)
                for each in (
                    ("", "Not said"),
                    ("20", "Twenty minutes", "", True),
                    ("45", "Three quarters"),
                    ("120", "An evening"),
                )
            ),
        ),
        m.LikeGroup(
            "left",
            "What you have left",
            (m.Choice("", "Not said", "", True), m.Choice("little", "Little"), m.Choice("enough", "Enough")),
        ),
    )
    wishes = (
        m.WishLine("talk", "Talking honestly", "Say it straight, and hear it whole.", "less", False),
        m.WishLine("time", "Time together", "Find an hour. Keep it.", "more", True),
        m.WishLine("affection", "Affection", "A note, a gesture, a touch that lands.", "", False),
    )
    liked = m.LikePage(
        NOOR,
        groups,
        wishes,
        (
            m.LikeGroup(
                "length",
                "How long",
                (
                    m.Choice("less", "Shorter"),
                    m.Choice("", "As it comes", "", True),
                    m.Choice("more", "Longer"),
                ),
            ),
        ),
        ("Presence",),
        m.Link("Slow turns", "slow-turns"),
        (m.Link("Ten seconds", "ten-seconds"),),
        (m.Link("A walk with three stops", "a-walk-with-three-stops"),),
        True,
    )
    one = m.GesturePage(NOOR, "ab" * 16, "One true line", hummed, came.caption, "right", False, False)
    return {
        "today-needs": today(needs=m.NeedsToday((*needs, nothing), "hug", shown, (came,))),
        "like": liked,
        "like-alone": replace(liked, room=ALONE, theirs=(), away=(), left_out=(), kept=False),
        "today-needs-nothing-said": today(needs=m.NeedsToday((*needs, nothing))),
        "affection": m.AffectionPage(
            BOTH, form, ways, "tap", ("Small deeds tend to land with Elias.",), False, (came,), (left,)
        ),
        "near": m.NearPage(
            NOOR,
            (
                m.RiteShown(
                    "good-night", "Good night", "Elias would like to say good night.", ("Hold.",), "Sleep."
                ),
                m.RiteShown(
                    "setting-off", "Setting off", "Elias would like a minute.", ("Hold.",), "Go well."
                ),
            ),
        ),
        "affection-none": m.AffectionPage(BOTH, form, ways, "tap"),
        "affection-wrong": m.AffectionPage(
            BOTH, typed, ways, "tap", say="Shorten it a little.", field="text"
        ),
        "affection-given": m.AffectionPage(BOTH, form, ways, "tap", has_given=True, given=(left,)),
        "gesture": replace(one, manners=manners),
        "gesture-kept": replace(
            one,
            manners=manners,
            kept=True,
            landed="yes",
            woven=True,
            answer="On the stairs.",
            answer_caption="Noor: once more",
            typed="On the stairs.",
            say="Shorten it a little.",
        ),
        "gesture-mine": replace(one, room=BOTH, mine=True, side="left"),
        "map": m.MapPage(NOOR, times, "morning", "In the morning", (("Touch", places),), answers, True),
        "map-theirs": m.TheirMapPage(NOOR, theirs),
        "map-theirs-none": m.TheirMapPage(NOOR, ()),
        "lands": m.LandsPage(
            NOOR, (m.Choice("deed", "Small deeds tend to land with you.", "", True),), hours, (came,), True
        ),
        "lands-none": m.LandsPage(NOOR, (), hours),
    }
