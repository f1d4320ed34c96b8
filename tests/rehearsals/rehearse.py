"""Plays a rehearsal: a plain text in which two people play an exercise, and what they must see.

Every state is written out and read back before the next move, so each rehearsal is also a restart.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import deal, read_deck
from weft.core.exercise.script import Exercise, Form
from weft.core.people import Side
from weft.core.sitting.acts import move_for
from weft.core.sitting.cues import Chime, Cue
from weft.core.sitting.marks import as_kept
from weft.core.sitting.may import NotNow, NotYourFloor
from weft.core.sitting.moves import Move, Waited, Wrote
from weft.core.sitting.play import begin, play
from weft.core.sitting.scene import Scene, scene
from weft.core.sitting.state import State, from_plain, to_plain
from weft.core.sitting.turns import floor

CONTENT = Path(__file__).parents[2] / "src/weft/content/exercises"

DECKS = [
    prompt for path in CONTENT.parent.glob("prompts/*.md") for prompt in read_deck(path.read_text("utf-8"))[0]
]

ACTS = {
    "agrees": "agree", "takes back": "take-back", "is ready": "ready", "goes second": "you-first",
    "speaks": "hand-over", "answers aloud": "hand-over", "writes": "write", "responds": "respond", "keeps": "keep",
    "keeps nothing": "skip", "ends it early": "end-early", "pauses": "pause", "is back": "resume",
    "stops": "stop", "goes back in": "return", "marks": "rate", "guesses": "guess", "opens it": "open",
    "picks the first": "choose-1", "picks the second": "choose-2", "picks the third": "choose-3",
}  # fmt: skip
ANSWERS = {"you got me": "got-me", "not quite": "not-quite"}


def script(name: str) -> Exercise:
    """One of Weft's own exercises, by its id."""
    path = next(CONTENT.glob(f"*/{name}.md"))
    return parse(path.read_text(encoding="utf-8"), path.stem)


@dataclass
class Rehearsal:
    """One text being played."""

    script: Exercise
    state: State
    names: dict[str, Side]
    words: dict[str, str] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()

    def scene(self, who: str) -> Scene:
        left, right = self.names
        return scene(self.script, self.state, self.names[who], (left.capitalize(), right.capitalize()))

    def carry(self, move: Move) -> None:
        after, self.cues = play(self.script, self.state, move)
        self.state = from_plain(json.loads(json.dumps(to_plain(after))))
        assert self.state == after, "written out and read back, it must be the same sitting"

    def act(self, who: str, act: str, words: str = "") -> None:
        move = move_for(self.script, self.state, self.names[who], act)
        if isinstance(move, Wrote):
            self.words[move.words_key] = as_kept(self.script, self.script.steps[self.state.step], words)
        self.carry(move)

    def readable(self, who: str) -> list[str]:
        return [self.words[key] for key in self.scene(who).shows]


def rehearse(text: str, written: Exercise | None = None) -> Rehearsal:
    """Play a whole text, of an exercise given or one of ours; an AssertionError names where it goes another way."""
    head, _, body = text.partition("\n\n")
    label = dict(line.split(": ", 1) for line in head.splitlines())
    names = dict(zip(label["people"].split(" and "), Side, strict=True))
    exercise = deal(written or script(label["exercise"]), DECKS, label.get("seed", "").encode())
    playing = Rehearsal(exercise, begin(exercise, Form(label["form"])), names)
    for number, line in enumerate(body.splitlines(), start=head.count("\n") + 3):
        if line.strip() and not line.startswith("#"):
            try:
                _play_line(playing, line)
            except (AssertionError, NotNow, NotYourFloor) as why:
                raise AssertionError(f"line {number}: {line.strip()} ({type(why).__name__} {why})") from why
    return playing


def _play_line(playing: Rehearsal, line: str) -> None:
    who, rest = re.split(r"\s+", line.strip(), maxsplit=1)
    rest, _, expected = rest.partition("   floor: ")
    if who == "clock":
        playing.carry(Waited(int(rest)))
    elif who == "knocks":
        assert Chime(int(rest)) in playing.cues
    elif who == "over":
        assert playing.state.over is (rest == "yes")
    elif not _expect(playing, who, rest.strip()):
        _do(playing, who, rest.strip())
    if expected:
        assert floor(playing.state) is playing.names.get(expected.strip())


def _expect(playing: Rehearsal, who: str, rest: str) -> bool:
    for verb, holds in (
        ("sees ", lambda words: words in playing.scene(who).heading),
        ("is told ", lambda words: words in f"{playing.scene(who).text} {playing.scene(who).small}"),
        ("reads ", lambda words: words in playing.readable(who)),
        ("does not read ", lambda words: words not in playing.readable(who)),
        ("can ", lambda act: act in [one.name for one in playing.scene(who).acts]),
        ("cannot ", lambda act: act not in [one.name for one in playing.scene(who).acts]),
        ("is ", lambda role: playing.scene(who).role == role),
    ):
        if rest.startswith(verb) and rest not in ACTS:
            assert holds(rest.removeprefix(verb).strip())
            return True
    return False


def _do(playing: Rehearsal, who: str, rest: str) -> None:
    if rest.startswith("echoes"):
        assert playing.scene(who).role == "speaking"
        return
    if rest.startswith("answers ") and rest.removeprefix("answers ").strip() in ANSWERS:
        playing.act(who, ANSWERS[rest.removeprefix("answers ").strip()])
        return
    verb = max((one for one in ACTS if rest.startswith(one)), key=len, default=None)
    assert verb is not None, "no such verb"
    playing.act(who, ACTS[verb], rest.removeprefix(verb).strip())
