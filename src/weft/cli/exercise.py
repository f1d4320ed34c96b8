"""`weft exercise`: check a script, play it for two people typing in turn, begin a new one, list and count them."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from weft.cli.table import Table
from weft.core.exercise.advice import advice
from weft.core.exercise.alike import alike
from weft.core.exercise.check import check
from weft.core.exercise.new import new
from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import NothingToDraw, Prompt, deal, read_deck
from weft.core.exercise.readability import middle_grade, words
from weft.core.exercise.script import Complaint, Exercise, Form, ScriptErrors
from weft.core.idea_file import read_ideas
from weft.core.ideas import Idea
from weft.core.practice import Practice
from weft.core.sitting.play import NotPlayable, begin
from weft.keeper.library import Library, read_library


def main(argv: Sequence[str]) -> int:
    """Gives 0 when all is well, 1 for a script with mistakes, 2 for a command that is not one."""
    asked = _words().parse_args(argv)
    match asked.command:
        case "check":
            return _check(asked.path)
        case "list":
            return _list(asked.json, read_library(packs=asked.pack))
        case "stats":
            return _stats(asked.json, read_library(packs=asked.pack))
        case "new":
            return _new(asked.file, Practice(asked.practice))
        case _:
            return _play(asked.file, asked.form, (asked.left, asked.right), asked.seed)


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="weft exercise", description="Check, play, begin, list or count exercises."
    )
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
    two.add_argument("--seed", default="", help="any word; it decides which prompts are drawn")
    three = commands.add_parser("new", help="begin a file that passes the check, with notes for its writer")
    three.add_argument("file", type=Path)
    three.add_argument("--practice", choices=[str(one) for one in Practice], default="talk")
    for name, what in (("list", "the exercises there are"), ("stats", "how many there are, and of what")):
        each = commands.add_parser(name, help=what)
        each.add_argument("--json", action="store_true", help="for other programs")
        each.add_argument(
            "--pack", type=_folder, action="append", default=[], metavar="DIR", help="a folder that adds some"
        )
    return words


def _folder(word: str) -> Path:
    path = Path(word)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {word}")
    return path


def _check(path: Path) -> int:
    files = sorted(_to_check(path)) if path.is_dir() else [path]
    if not files:
        print(f"No exercise in {path}: an exercise is a file that ends in .md.", file=sys.stderr)
        return 1
    prompts: list[tuple[Path, Prompt]] = []
    ideas: list[tuple[Path, Idea]] = []
    found = [_check_one(file, prompts, ideas) for file in files]
    twice = [*_told_twice(prompts), *_told_twice(ideas)]
    print(*twice, sep="\n", end="\n" if twice else "")
    return int(any(found) or bool(twice))


def _to_check(folder: Path) -> Iterator[Path]:
    """Every text in it but plain lists of titles, in which there is nothing to mend."""
    return (file for file in folder.rglob("*.md") if file.parent.name != "lists")


def _check_one(file: Path, prompts: list[tuple[Path, Prompt]], ideas: list[tuple[Path, Idea]]) -> bool:
    text = _read(file)
    if text is None:
        return True
    complaints: tuple[Complaint, ...]
    advised: tuple[Complaint, ...] = ()
    if _is_deck(text):
        read, complaints = read_deck(text)
        prompts += [(file, one) for one in read]
    elif _is_ideas(text):
        some, complaints = read_ideas(text)
        ideas += [(file, one) for one in some]
    else:
        complaints = check(text, file.stem)
        advised = () if complaints else advice(parse(text, file.stem))
    for complaint in (*complaints, *advised):
        print(f"{file}:{complaint.line}: {complaint.sentence}")
    if not complaints and not advised:
        print(f"{file}: nothing to mend.")
    return bool(complaints)


def _is_deck(text: str) -> bool:
    """A deck has a practice and no id of its own."""
    label = text.removeprefix("\ufeff").partition("\n---")[0]
    return (
        label.startswith("---")
        and "\npractice:" in label
        and "\nid:" not in label
        and "\nforms:" not in label
    )


def _is_ideas(text: str) -> bool:
    """A file of ideas says so in its label."""
    label = text.removeprefix("\ufeff").partition("\n---")[0]
    return label.startswith("---") and "\nideas:" in label


def _told_twice(some: Sequence[tuple[Path, Prompt]] | Sequence[tuple[Path, Idea]]) -> Iterator[str]:
    for one in alike(each.text for _, each in some):
        (path, first), (other, second) = some[one.first], some[one.second]
        yield f"{other}:{second.line}: {one.why} as {path}:{first.line}, “{first.text}”. Change one of them."


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        print(f"{file} is not written in UTF-8. Save it again as UTF-8 text.", file=sys.stderr)
    except OSError as why:
        print(f"{file} could not be read: {why.strerror}.", file=sys.stderr)
    return None


def _list(as_json: bool, library: Library) -> int:
    some = library.exercises.values()
    if as_json:
        print(json.dumps([_row(one) for one in some], indent=1))
        return _said(library)
    for one in some:
        print(f"{one.id:34}{one.practice:15}{one.minutes:3} min  {one.evidence}  {', '.join(_forms(one))}")
    return _said(library)


def _forms(one: Exercise) -> list[str]:
    return [form.value for form in Form if form in one.forms]


def _row(one: Exercise) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "practice": one.practice.value,
        "forms": _forms(one),
        "minutes": one.minutes,
        "depth": one.depth,
        "evidence": one.evidence.value,
        "sources": list(one.sources),
    }


def _stats(as_json: bool, library: Library) -> int:
    texts = [prose(one) for one in library.exercises.values()]
    grades = {
        "exercises": middle_grade(texts),
        "prompts": middle_grade(one.text for one in library.prompts),
        "ideas": middle_grade(one.text for one in library.ideas),
    }
    counts = {
        "exercises": len(texts),
        "words": sum(len(words(text)) for text in texts),
        "prompts": len(library.prompts) + sum(len(one.prompts) for one in library.exercises.values()),
        "ideas": len(library.ideas),
    }
    practices = {practice.value: len(some) for practice, some in library.by_practice.items()}
    if as_json:
        print(json.dumps({**counts, "practices": practices, "reading_grade": grades}, indent=1))
        return _said(library)
    print("{exercises} exercises, {words} words, {prompts} prompts, {ideas} ideas.".format(**counts))
    print(", ".join(f"{practice} {some}" for practice, some in practices.items()) + ".")
    print(
        "Years of school to read the middle one: an exercise {exercises}, a prompt {prompts}, an idea {ideas}.".format(
            **grades
        )
    )
    return _said(library)


def prose(one: Exercise) -> str:
    """Everything in an exercise that somebody reads."""
    faces = [
        text for step in one.steps for face in step.faces for text in (f"{face.heading}.", face.text) if text
    ]
    return "\n\n".join([one.what, one.why, one.evidence_note, one.not_when, *faces])


def _said(library: Library) -> int:
    """Name what a pack held and could not be used."""
    print(*library.left_out, sep="\n", end="\n" if library.left_out else "", file=sys.stderr)
    return int(bool(library.left_out))


def _new(file: Path, practice: Practice) -> int:
    try:
        text = new(file.stem, practice)
    except ValueError as why:
        print(f"{file}: {why}", file=sys.stderr)
        return 1
    if file.exists():
        print(f"{file} is there already, and was left as it is. Choose another name.", file=sys.stderr)
        return 1
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as why:
        print(f"{file} could not be written: {why.strerror}.", file=sys.stderr)
        return 1
    print(f"{file} is begun. Write in it, then type: ./weft exercise check {file}")
    return 0


def _play(file: Path, form: str | None, names: tuple[str, str], seed: str) -> int:
    text = _read(file)
    if text is None:
        return 1
    try:
        script = deal(parse(text, file.name), read_library().prompts, seed.encode())
        chosen = Form(form) if form else next(one for one in Form if one in script.forms)
        table = Table(script, begin(script, chosen), names)
    except ScriptErrors as mistakes:
        for complaint in mistakes.complaints:
            print(f"{file}:{complaint.line}: {complaint.sentence}", file=sys.stderr)
        return 1
    except NothingToDraw as missing:
        print(f"{file} draws from “{missing}”, and no deck holds such a prompt.", file=sys.stderr)
        return 1
    except NotPlayable:
        print(
            f"{file} can’t be played in this form. “weft exercise check {file}” says more.", file=sys.stderr
        )
        return 1
    return table.run()
