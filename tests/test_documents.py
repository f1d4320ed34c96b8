"""What the documents say is there: links lead somewhere, commands exist, words are explained, tests are named right.

The exercise in docs/writing.md is taken from the page, checked, broken on purpose, and played to its end.
"""

import re
from pathlib import Path

import pytest

from rehearsals.rehearse import rehearse
from weft import __version__
from weft.cli.main import COMMANDS
from weft.core.exercise.check import check
from weft.core.exercise.new import new
from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import read_deck
from weft.core.exercise.script import Kind
from weft.core.practice import Practice
from weft.settings import SETTINGS
from weft.vault.envelope import Purpose

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
COMMAND = re.compile(r"\./weft +([a-z]+(?:-[a-z]+)*)")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PLACE = re.compile(r"`([\w/]+\.py):(\w+)`")
SETTING = re.compile(r"\bWEFT_[A-Z_]+")
MACHINE = re.compile(r"/(?:home|root|work|tmp|Users)/\w")

LATER: set[str] = set()
"""Commands the documents speak of as not there yet."""

CRAFT = """person partner viewer host sitting log trace seal open lock unlock envelope presence attending moment mark
instant entry move cue script suggestion invitation remark complaint transaction event tool sign-in"""
PRODUCT = "couple practice exercise step plan gesture need check-in season thread pick band prompt deck rung pack way grade"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The places in a document a link may lead to, as they are made from headings."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_of_ours_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if target.startswith(("http:", "https:")):
            continue
        name, _, place = target.partition("#")
        led = (path.parent / name).resolve() if name else path
        assert led.exists(), target
        assert not place or place in anchors(led), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_command_exists_or_is_said_to_come_later(path: Path) -> None:
    assert set(COMMAND.findall(path.read_text(encoding="utf-8"))) <= set(COMMANDS) | LATER
    assert not LATER & set(COMMANDS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_no_document_knows_the_machine_it_was_written_on(path: Path) -> None:
    assert not MACHINE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*DOCUMENTS, ROOT / "docs/weft.service"], ids=named)
def test_every_setting_exists(path: Path) -> None:
    assert set(SETTING.findall(path.read_text(encoding="utf-8"))) <= {*SETTINGS, "WEFT_CONF"}


def test_every_command_is_in_the_readme() -> None:
    assert set(COMMANDS) <= set(COMMAND.findall(read("README.md")))
    for script in ("weft", "check", "bench"):
        assert f"./{script}" in read("README.md")
        assert (ROOT / script).stat().st_mode & 0o111


def test_every_setting_is_explained_to_the_host() -> None:
    assert set(SETTINGS) <= set(SETTING.findall(read("docs/hosting.md")))


@pytest.mark.parametrize("word", f"{CRAFT} {PRODUCT}".split())
def test_our_words_are_in_the_glossary(word: str) -> None:
    explained = re.findall(r"^\| ([^|]+) \|", read("docs/glossary.md"), re.MULTILINE)
    assert word in {one.strip().lower() for row in explained for one in row.split(",")}


def test_every_purpose_of_an_envelope_is_in_its_format() -> None:
    named_there = read("docs/formats/envelope.md").split("\nPurposes: ")[1].split("\n\n")[0]
    assert re.findall(r"`(\w+)`", named_there) == list(Purpose)


def test_the_changes_of_this_version_are_written_down() -> None:
    assert re.search(rf"^## {re.escape(__version__)}\b", read("CHANGELOG.md"), re.MULTILINE)


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/security-status.md"])
def test_a_promise_names_tests_that_exist(page: str) -> None:
    named_tests = TEST.findall(read(page))
    assert named_tests
    for path, name in named_tests:
        assert f"def {name}(" in read(path), f"{path}::{name}"


def test_every_promise_has_a_test_or_says_not_yet() -> None:
    promises = re.split(r"^\d+\. ", read("SECURITY.md").split("\n## ")[1], flags=re.MULTILINE)[1:]
    for promise in promises:
        assert re.search(r"\*Test:\* .*(`tests/|not yet)", promise, re.DOTALL), promise[:60]


def test_every_requirement_and_threat_has_its_row() -> None:
    rows = re.findall(r"^\| ([RT]\d+) \|", read("docs/security-status.md"), re.MULTILINE)
    assert rows == [*(f"R{number}" for number in range(1, 30)), *(f"T{number}" for number in range(1, 20))]


def test_the_tour_passes_only_places_that_exist() -> None:
    for path, name in PLACE.findall(read("docs/tour.md")):
        assert re.search(rf"(def|class) {name}\b|^{name}\b", read(f"src/weft/{path}"), re.MULTILINE), (
            f"{path}:{name}"
        )


def test_the_picture_is_small_enough_for_a_slow_line() -> None:
    pictures = list((ROOT / "docs/picture").glob("*.png"))
    assert pictures
    assert all(one.stat().st_size < 250_000 for one in pictures)


# ---------------------------------------------------------------- the manual for writers

EXAMPLE = "a-doorway-from-today"


def fenced(kind: str, page: str) -> list[str]:
    """The texts a page shows between fences of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def worked_example() -> tuple[list[str], str]:
    """The pieces of the exercise in docs/writing.md as it grows, and the whole of it."""
    section = (
        read("docs/writing.md").split("\n## A worked example\n")[1].split("\n## Every kind of step\n")[0]
    )
    *pieces, whole = fenced("markdown", section)
    return pieces, whole


def test_the_worked_example_passes_the_check() -> None:
    assert not check(worked_example()[1], EXAMPLE)


def test_the_pieces_of_the_worked_example_make_the_whole() -> None:
    pieces, whole = worked_example()
    assert "\n".join(pieces) == whole


@pytest.mark.parametrize("form", ["together", "apart"])
def test_the_worked_example_plays_as_the_page_says(form: str) -> None:
    head = f"exercise: {EXAMPLE}\nform: {form}\npeople: noor and elias\n\n"
    play = "\n".join(fenced("play", read("docs/writing.md")))
    if form == "apart":
        play = play.replace("Sit where you can hear", "Call").replace(
            "Put away what hums", "A voice is enough"
        )
    assert rehearse(head + play, parse(worked_example()[1], EXAMPLE)).state.over


BREAKING = {
    "practice: talk\n": "practice: talks\n",
    "### speak:": "### speek:",
    "{other} is back": "{partner} is back",
    "- limit: 3 minutes": "- limit: a while",
    "### respond: Ask one thing": "### read: Ask one thing",
    "### write: One doorway": "## Steps: one turn each\n\n### write: One doorway",
    "Put away what hums.": "Hold hands.",
    "depth: 1": "depth: 4",
    "minutes: 12": "minutes: 3",
    "forms: together, apart": "forms: together, apart, solo",
    "one of you would have to tell about a place that still hurts. Or if “where were you?” is a question "
    "somebody is\nafraid of.": "",
}
"""What is done to the worked example, so that the check says what docs/writing.md says it says."""


def test_the_check_says_what_the_manual_quotes() -> None:
    table = read("docs/writing.md").split("\n## What the check says\n")[1].split("\n## ")[0]
    quoted = [row.split(" | ")[1] for row in table.splitlines() if row.startswith("| ")][2:]
    whole = worked_example()[1]
    assert all(old in whole for old in BREAKING)
    said = [
        {one.sentence.lower() for one in check(whole.replace(old, put), EXAMPLE)}
        for old, put in BREAKING.items()
    ]
    said.append({one.sentence.lower() for one in check(whole, "doorway")})
    assert len(quoted) == len(said)
    for sentence, sentences in zip(quoted, said, strict=True):
        assert sentence.lower() in sentences, (sentence, sentences)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_step_is_in_the_manual_and_in_the_reference(kind: Kind) -> None:
    assert f"\n| `{kind}` |" in read("docs/writing.md")
    assert f"\n| `{kind}` |" in read("docs/formats/exercise.md")


@pytest.mark.parametrize("practice", Practice)
def test_what_a_writer_begins_with_passes_the_check_in_every_practice(practice: Practice) -> None:
    assert not check(new("first-try", practice), "first-try")


def test_the_deck_in_the_format_can_be_read() -> None:
    (deck,) = fenced("markdown", read("docs/formats/deck.md"))
    prompts, complaints = read_deck(deck)
    assert prompts
    assert not complaints


def test_every_source_says_what_was_found_with_whom_and_what_it_does_not_show() -> None:
    rows = [
        line.strip("| ").split(" | ")
        for line in read("docs/sources.md").splitlines()
        if line.startswith("| `")
    ]
    assert rows
    for row in rows:
        assert len(row) == 5, row[0]
        assert all(cell.strip() for cell in row), row[0]
