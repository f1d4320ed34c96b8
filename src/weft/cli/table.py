"""Two people at one keyboard, playing an exercise in turn."""

import sys
from dataclasses import dataclass, field
from textwrap import fill

from weft.core.exercise.script import Exercise
from weft.core.people import Side
from weft.core.sitting.acts import move_for
from weft.core.sitting.cues import Chime, Cue
from weft.core.sitting.marks import NotAMark, as_kept
from weft.core.sitting.may import NotNow, NotYourFloor
from weft.core.sitting.moves import Move, Waited, Wrote
from weft.core.sitting.play import play
from weft.core.sitting.scene import Scene, scene
from weft.core.sitting.state import State

WIDTH = 72
HOW = "Type a name and an act, then words where there is a place for them: “{left} write It was the deadline.”\n“wait 60” lets a minute go by, “quit” ends."


@dataclass(slots=True)
class Table:
    """Two people at one keyboard. Words are kept here while it runs, and nowhere else."""

    script: Exercise
    state: State
    names: tuple[str, str]
    words: dict[str, str] = field(default_factory=dict)
    shown: dict[Side, Scene] = field(default_factory=dict)

    def run(self) -> int:
        print(fill(f"{self.script.title}. {self.script.what}", WIDTH))
        print(f"\n{HOW.format(left=self.names[0].lower())}")
        self.show()
        while not self.state.over:
            print("\n> ", end="", flush=True)
            typed = sys.stdin.readline()
            if not typed or typed.strip() == "quit":
                print("\nEnded here. Nothing was kept.")
                return 0
            if not sys.stdin.isatty():
                print(typed.strip())
            self.hear(typed)
        return 0

    def hear(self, typed: str) -> None:
        """Take one typed line, or say kindly what is wrong with it."""
        who, _, rest = typed.strip().partition(" ")
        if who == "wait" and rest.isdecimal():
            self.carry(Waited(int(rest)))
            return
        side = next((side for side in self.state.sides if self.name(side).lower() == who.lower()), None)
        if side is None:
            print(f"“{who}” isn’t at this table. Start with a name: {', '.join(self.at_the_table())}.")
            return
        act, _, words = rest.strip().partition(" ")
        self.do(side, act, words.strip())

    def do(self, side: Side, act: str, words: str) -> None:
        try:
            move = move_for(self.script, self.state, side, act)
        except NotYourFloor:
            print(f"That is {self.name(side.other)}’s to do.")
        except NotNow:
            print(
                f"{self.name(side)} can: {', '.join(one.name for one in self.scene(side).acts) or 'only wait'}."
            )
        else:
            self.say(side, move, words)

    def say(self, side: Side, move: Move, words: str) -> None:
        if isinstance(move, Wrote):
            try:
                words = as_kept(self.script, self.script.steps[self.state.step], words)
            except NotAMark:
                print(
                    "A mark is a number from 0 to 100, or nothing if it is not to be said; "
                    "after a guess, how sure: a hunch, fairly sure, sure."
                )
                return
            if not words:
                print("There are no words after it.")
                return
            self.words[move.words_key] = words
        self.carry(move)

    def carry(self, move: Move) -> None:
        self.state, cues = play(self.script, self.state, move)
        for cue in cues:
            self.sound(cue)
        self.show()

    def sound(self, cue: Cue) -> None:
        if isinstance(cue, Chime):
            print("  (" + ("knock, " * cue.knocks).rstrip(", ") + ")" if cue.knocks else "  (the time is up)")

    def show(self) -> None:
        """Print each person's page, if it has changed."""
        for side in sorted(self.state.sides):
            now = self.scene(side)
            if now != self.shown.get(side):
                self.shown[side] = now
                print("\n" + self.page(side, now))

    def page(self, side: Side, now: Scene) -> str:
        lines = [f"{self.name(side)}  [{now.role}]", f"  {now.heading}"]
        lines += [
            fill(part, WIDTH, initial_indent="  ", subsequent_indent="  ")
            for part in now.text.split("\n\n")
            if part
        ]
        lines += [fill(now.small, WIDTH, initial_indent="  ", subsequent_indent="  ")] if now.small else []
        lines += [f"  | {self.words[key]}" for key in now.shows]
        if now.seconds is not None:
            lines.append(f"  {now.elapsed} of {now.seconds} seconds")
        lines += [
            f"  from {each.ends[0]} to {each.ends[1]}, 0 to 100"
            for act in now.acts
            if (each := act.field) and each.ends
        ]
        lines += [f"    {act.name:12}{act.label}{', ' + act.note if act.note else ''}" for act in now.acts]
        return "\n".join(lines)

    def scene(self, side: Side) -> Scene:
        return scene(self.script, self.state, side, self.names)

    def name(self, side: Side) -> str:
        return self.names[0] if side is Side.LEFT else self.names[1]

    def at_the_table(self) -> list[str]:
        return [self.name(side) for side in sorted(self.state.sides)]
