"""`weft exercise`: check a script, play it for two people typing in turn, or list the exercises there are."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import fill

from weft.core.exercise.check import check
from weft.core.exercise.parse import parse
from weft.core.exercise.script import Exercise, Form, ScriptErrors
from weft.core.people import Side
from weft.core.sitting.acts import move_for
from weft.core.sitting.cues import Chime, Cue
from weft.core.sitting.moves import Move, Waited, Wrote
from weft.core.sitting.play import NotNow, NotPlayable, NotYourFloor, begin, play
from weft.core.sitting.scene import Scene, scene
from weft.core.sitting.state import State

CONTENT = Path(__file__).parents[1] / "content" / "exercises"
WIDTH = 72
HOW = "Type a name and an act, then words where there is a place for them: “{left} write It was the deadline.”\n“wait 60” lets a minute go by, “quit” ends."


def main(argv: Sequence[str]) -> int:
    """Gives 0 when all is well, 1 for a script with mistakes, 2 for a command that is not one."""
    asked = _words().parse_args(argv)
    if asked.command == "check":
        return _check(asked.path)
    if asked.command == "list":
        return _list()
    return _play(asked.file, asked.form, (asked.left, asked.right))


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="weft exercise", description="Check, play or list exercises.")
    commands = words.add_subparsers(dest="command", required=True)
    one = commands.add_parser("check", help="name every mistake in a file, or in all files of a folder")
    one.add_argument("path", type=Path)
    two = commands.add_parser("play", help="play a file, two people typing in turn")
    two.add_argument("file", type=Path)
    two.add_argument(
        "--form", choices=[str(form) for form in Form], help="how it is played (the first it offers)"
    )
    two.add_argument("--left", default="Noor", help="who sits on the left (%(default)s)")
    two.add_argument("--right", default="Elias", help="who sits on the right (%(default)s)")
    commands.add_parser("list", help="the exercises that come with Weft")
    return words


def _check(path: Path) -> int:
    files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
    if not files:
        print(f"No exercise in {path}: an exercise is a file that ends in .md.", file=sys.stderr)
        return 1
    found = [_check_one(file) for file in files]
    return int(any(found))


def _check_one(file: Path) -> bool:
    text = _read(file)
    if text is None:
        return True
    complaints = check(text, file.stem)
    for complaint in complaints:
        print(f"{file}:{complaint.line}: {complaint.sentence}")
    if not complaints:
        print(f"{file}: nothing to mend.")
    return bool(complaints)


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        print(f"{file} is not written in UTF-8. Save it again as UTF-8 text.", file=sys.stderr)
    except OSError as why:
        print(f"{file} could not be read: {why.strerror}.", file=sys.stderr)
    return None


def _list() -> int:
    for file in sorted(CONTENT.glob("*/*.md")):
        script = parse(file.read_text(encoding="utf-8"), file.stem)
        forms = ", ".join(form for form in Form if form in script.forms)
        print(f"{script.id:28}{script.practice:15}{script.minutes:3} min  {forms}")
    return 0


def _play(file: Path, form: str | None, names: tuple[str, str]) -> int:
    text = _read(file)
    if text is None:
        return 1
    try:
        script = parse(text, file.name)
        chosen = Form(form) if form else next(one for one in Form if one in script.forms)
        table = Table(script, begin(script, chosen), names)
    except ScriptErrors as mistakes:
        for complaint in mistakes.complaints:
            print(f"{file}:{complaint.line}: {complaint.sentence}", file=sys.stderr)
        return 1
    except NotPlayable:
        print(
            f"{file} can’t be played in this form. “weft exercise check {file}” says more.", file=sys.stderr
        )
        return 1
    return table.run()


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
        lines += [f"    {act.name:12}{act.label}{', ' + act.note if act.note else ''}" for act in now.acts]
        return "\n".join(lines)

    def scene(self, side: Side) -> Scene:
        return scene(self.script, self.state, side, self.names)

    def name(self, side: Side) -> str:
        return self.names[0] if side is Side.LEFT else self.names[1]

    def at_the_table(self) -> list[str]:
        return [self.name(side) for side in sorted(self.state.sides)]
