"""An exercise as written: its label, its ordered steps, and what each step shows to whom.

Knows nothing of files or of how a sitting goes. Text is plain; a blank line parts two paragraphs.
"""

from dataclasses import dataclass
from enum import StrEnum

from weft.core.practice import Practice


class Form(StrEnum):
    """How an exercise is played."""

    TOGETHER = "together"
    APART = "apart"
    OWN_PACE = "own-pace"
    SOLO = "solo"

    @property
    def live(self) -> bool:
        """Whether both are there at the same time, speaking aloud."""
        return self in (Form.TOGETHER, Form.APART)


class Kind(StrEnum):
    """What a step asks for."""

    READ = "read"
    AGREE = "agree"
    SETTLE = "settle"
    SPEAK = "speak"
    ECHO = "echo"
    WRITE = "write"
    RATE = "rate"
    GUESS = "guess"
    OPEN = "open"
    RESPOND = "respond"
    DO = "do"
    KEEP = "keep"
    CLOSE = "close"


SEALED = frozenset({Kind.WRITE, Kind.RATE, Kind.GUESS})
"""Kinds whose answers nobody else sees before an “open”, when one follows."""


class Part(StrEnum):
    """Which of the two a face is for, when it is not the one who acts."""

    LISTENING = "listening"
    ANSWERING = "answering"
    WAITING = "waiting"
    AGAIN = "again"
    OR = "or"


class Shows(StrEnum):
    """Whose words from the writing step before stand on the page."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Grade(StrEnum):
    """How good the evidence is: A replicated with couples, B one trial or several, C thin, D weak."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


GRADE_WORD = {Grade.A: "good", Grade.B: "fair", Grade.C: "thin", Grade.D: "weak"}


LONGEST_PROMPT = 232
"""Characters in a prompt."""
BEFORE = " (again)"
"""Ends a dealt prompt the two have had before."""


class LifeStage(StrEnum):
    """Where in a life together a prompt belongs, when it does not belong to any."""

    NEW = "new"
    LONG_TOGETHER = "long-together"
    PARENTS = "parents"
    LONG_DISTANCE = "long-distance"
    LATER_LIFE = "later-life"
    HARD_SEASON = "hard-season"


@dataclass(frozen=True, slots=True)
class Draw:
    """Which prompts a step takes: from a practice's deck or, without one, from the exercise's own list.

    ``least`` and ``most`` are depths, 1 to 6, both included. ``stage`` asks for prompts written for it.
    """

    practice: Practice | None = None
    theme: str | None = None
    least: int = 1
    most: int = 6
    stage: LifeStage | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """The words on a step's main act: the verb, and the small words beside it."""

    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Face:
    """What a step shows to one part, in one form, in one round. Nothing named means everyone, always.

    ``round`` counts from 1; 0 is every round. ``line`` counts from 1 in the file.
    """

    line: int
    parts: frozenset[Part]
    form: Form | None
    round: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing in an exercise.

    ``stretch`` numbers the run of steps it is in, from 0. ``turns`` is how many turns each person has in that
    stretch (0: no turns), ``times`` how often the stretch is played when there are no turns.
    ``limit`` is in seconds, ``most`` in characters. An empty ``only`` means every form.
    ``ends`` names the two ends of a rating; ``of`` the heading of the step a guess is about.
    ``choose`` holds what is chosen between, gentlest first; ``when`` the choice this step belongs to.
    ``private`` keeps what is written for the writer's own eyes. ``within`` is in seconds: once the stretch has
    lasted so long, no new round begins.
    """

    line: int
    kind: Kind
    faces: tuple[Face, ...]
    stretch: int = 0
    turns: int = 0
    times: int = 1
    limit: int | None = None
    most: int = 600
    only: frozenset[Form] = frozenset()
    dark: bool = False
    knocks: int = 0
    shows: Shows | None = None
    button: Button | None = None
    ends: tuple[str, str] | None = None
    of: str | None = None
    choose: tuple[str, ...] = ()
    when: str | None = None
    private: bool = False
    draws: Draw | None = None
    within: int | None = None

    @property
    def rounds(self) -> int:
        """How often each person comes to this step."""
        return self.turns or self.times

    def played_in(self, form: Form) -> bool:
        return not self.only or form in self.only

    def face(self, form: Form, round: int, part: Part | None = None, again: bool = False) -> Face | None:
        """The most particular face that fits, or None when the writer left this part to us.

        ``again`` is true while what was missed is being said once more.
        """
        wanted = frozenset() if part is None else frozenset({part})
        allowed = wanted | {Part.AGAIN} if again else wanted
        fitting = [
            face
            for face in self.faces
            if wanted <= face.parts <= allowed and face.form in (None, form) and face.round in (0, round)
        ]
        return max(fitting, key=_particular, default=None)

    @property
    def alternatives(self) -> tuple[Face, ...]:
        """Other ways to do the same thing, equal in rank, in the order written."""
        return tuple(face for face in self.faces if Part.OR in face.parts)

    def ways(self, form: Form, round: int) -> tuple[Face, ...]:
        """The alternatives in this form and round. Alone, one that needs the other is not among them."""
        return tuple(
            face
            for face in self.alternatives
            if face.form in (None, form)
            and face.round in (0, round)
            and not (form is Form.SOLO and face.form is None and "{other}" in f"{face.heading} {face.text}")
        )


def _particular(face: Face) -> tuple[int, int, int]:
    return (len(face.parts), int(face.form is not None), int(face.round > 0))


@dataclass(frozen=True, slots=True)
class Exercise:
    """A whole exercise. ``minutes`` is about how long it takes; ``depth`` runs from 1 (light) to 6.

    ``time_out`` is the shortest pause, in seconds, where a pause must carry its return time; ``pause_word`` may be
    said aloud instead of a tap. ``after`` is the exercise in which both felt met before this one opens. ``recalls`` is the exercise whose kept words
    stand on the first page, if the two have done it. ``prompts`` are the exercise's own, or those dealt to a sitting, in their order.
    ``text`` is the file as written and ``digest`` its SHA-256 in hex: a sitting keeps both.
    """

    id: str
    title: str
    practice: Practice
    forms: frozenset[Form]
    minutes: int
    depth: int
    evidence: Grade
    sources: tuple[str, ...]
    not_when: str
    what: str
    why: str
    evidence_note: str
    steps: tuple[Step, ...]
    text: str
    digest: str
    time_out: int | None = None
    pause_word: str | None = None
    after: str | None = None
    recalls: str | None = None
    prompts: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Whether the texts are the same. What is worked out from a script is looked up by it at every move."""
        return isinstance(other, Exercise) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def needs(self) -> int:
        """How many prompts a sitting takes."""
        return sum(step.rounds for step in self.steps if step.draws)

    def prompt(self, at: int, round: int) -> str | None:
        """The prompt of the step at this index in this round (from 1), or None when there is none or none is dealt.

        A step that draws none itself has that of the step before it in its stretch: an answer to what was asked.
        """
        stretch = self.steps[at].stretch
        while self.steps[at].draws is None:
            at -= 1
            if at < 0 or self.steps[at].stretch != stretch:
                return None
        place = sum(step.rounds for step in self.steps[:at] if step.draws) + round - 1
        return self.prompts[place] if place < len(self.prompts) else None


Script = Exercise


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One thing found in a script, on which line (from 1), said kindly and with the way out."""

    line: int
    sentence: str


class ScriptErrors(Exception):
    """A script that cannot be played as it is written. Holds every complaint, in line order."""

    def __init__(self, name: str, complaints: tuple[Complaint, ...]) -> None:
        super().__init__(f"{name}: {len(complaints)} to mend")
        self.name = name
        self.complaints = complaints
