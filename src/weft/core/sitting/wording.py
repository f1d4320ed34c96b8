"""The sentences a sitting says where a script says nothing of its own. ``{me}`` and ``{other}`` are names."""

from weft.core.exercise.script import Form
from weft.core.sitting.state import Stage

# act: label, note, reach
ACTS: dict[str, tuple[str, str, str]] = {
    "agree": ("I’m in", "starts when you’ve both said yes", "you"),
    "take-back": ("Take it back", "{other} hasn’t seen it", "you"),
    "ready": ("Ready", "goes on when you both are", "you"),
    "open": ("Open it", "nobody reads it before you both have", "you"),
    "rate": ("That’s it", "opens when you’ve both set yours", "you"),
    "rate-for-later": ("That’s it", "opens with the rest", "you"),
    "guess": ("That’s my guess", "opens with the rest", "you"),
    "write-private": ("That’s it", "only you ever read it", "you"),
    "rate-private": ("That’s it", "only you ever see it", "you"),
    "write-for-later": ("Seal it", "opens when you both open it", "you"),
    "write-for-the-hour": ("Seal it", "opens at the hour you two chose", "you"),
    "you-first": ("{other} first", "you go second", "them"),
    "hand-over": ("Hand it over", "when you’re done", "both"),
    "answered": ("That’s my answer", "when you’ve said it", "both"),
    "got-me": ("You got me", "and the turn passes", "both"),
    "not-quite": ("Not quite", "you say that part again", "both"),
    "write": ("Give it", "{other} can read it then", "both"),
    "write-sealed": ("That’s it", "opens when you’ve both written", "you"),
    "respond": ("Answer", "{other} can read it then", "both"),
    "respond-sealed": ("Answer", "opens when you’ve both answered", "you"),
    "keep": ("Keep this", "{other} can read it once you’ve both closed", "both"),
    "skip": ("Keep nothing", "just as good", "you"),
    "skip-private": ("Leave it empty", "just as good", "you"),
    "end-early": ("End early", "for both of you", "both"),
    "pause": ("Pause us both", "", "both"),
    "resume": ("I’m back", "goes on when you both are", "you"),
    "stop": ("Stop here", "", "you"),
    "return": ("Go back in", "it’s where you left it", "you"),
}

ALONE: dict[str, tuple[str, str, str]] = {
    "agree": ("Begin", "only you", "you"),
    "take-back": ("Take it back", "", "you"),
    "ready": ("Ready", "", "you"),
    "write-sealed": ("That’s it", "only you can read it", "you"),
    "write-private": ("That’s it", "only you can read it", "you"),
    "rate": ("That’s it", "only you see it", "you"),
    "rate-private": ("That’s it", "only you see it", "you"),
    "keep": ("Keep this", "only you can read it", "you"),
    "end-early": ("End early", "", "you"),
    "pause": ("Pause", "", "you"),
    "resume": ("Go on", "", "you"),
}

# what a part sees: heading, text
FACES: dict[str, tuple[str, str]] = {
    "waiting": (
        "Yours is done",
        "It goes on when {other}’s is too. There’s no hurry in it; you can close this and come back.",
    ),
    "waiting-ready": ("You’re ready", "It goes on when {other} is too."),
    "waiting-turn": (
        "{other}’s turn to write",
        "There’s nothing for you to do yet. You can close this and come back.",
    ),
    "waiting-choice": (
        "You’ve picked",
        "It goes on when {other} has too.",
    ),
    "waiting-private": (
        "Yours is done",
        "Nobody else will ever see it. It goes on when {other} is here too.",
    ),
    "opening": (
        "Both are in",
        "They open together. Until you’ve both opened them nobody reads anything, and you can still take yours back.",
    ),
    "opening-ready": ("Opened, from your side", "You’ll both see when {other} opens it too."),
    "listening": ("Just listen", "Nothing here needs fixing."),
    "answering": ("Is that what you meant?", "It needn’t be word for word."),
    "again": ("The part that was missed", "Say only that part, another way."),
    "judging": ("Yours is written", "{other} says whether you got it."),
    "paused": ("Paused", "No time runs. It goes on when you’re both back."),
    "paused-back": ("Paused", "You’re ready. It goes on when you both are."),
    "paused-alone": ("Paused", "No time runs."),
    "paused-time-out": (
        "Paused",
        "Do something that isn’t this. It can go on when the time is up, and when you’re both back.",
    ),
    "lapsed": (
        "This ran out",
        "It didn’t open in its time, so what was written for it is gone, for both of you alike.",
    ),
    "left": ("You’ve stopped here", "Nothing more is asked of you."),
}

FIELDS: dict[str, str] = {
    "write": "Your words",
    "respond": "Your answer",
    "keep": "One line to keep",
    "echo": "What you heard",
    "rate": "Your mark",
    "guess": "Your guess",
}

PROMISE = "Starts when you’ve both said yes. Either of you can stop it at any word, and it won’t ask why."
PROMISE_ALONE = "You can stop at any moment, and it won’t ask why."
TIME_IS_UP = "That’s the time. Finish the thought you’re in."
OPEN_PICKS = "You’ll both see both picks. If they differ, the one that stands higher is taken."
DIFFERED = "You picked differently, so it’s the one that stood higher in the list."
ASKED = "{{other}} was writing about this: “{question}”"
LAST_ROUND = "The time for this is nearly over. Once you’ve both had this turn, it closes."
BEFORE = "You’ve had this one before. Has anything changed?"
OR_SAY = "or say “{word}” aloud"
TAKING_BACK: dict[Stage, tuple[str, str]] = {
    Stage.CONSENT: ("Take my yes back", ""),
    Stage.CHOOSING: ("Pick again", ""),
    Stage.OPENING: ("Take mine back", "you can write it again"),
}
NO_NAME = "your partner"


def act(name: str, form: Form) -> tuple[str, str, str]:
    """An act's label, note and reach."""
    return ALONE.get(name, ACTS[name]) if form is Form.SOLO else ACTS[name]


def fill(words: str, me: str, other: str) -> str:
    """Put the names where the braces are. Without a name for the other, “your partner” stands there."""
    start = words.replace("{me}", me)
    if other:
        return start.replace("{other}", other)
    if start.startswith("{other}"):
        start = NO_NAME.capitalize() + start.removeprefix("{other}")
    return start.replace(". {other}", f". {NO_NAME.capitalize()}").replace("{other}", NO_NAME)
